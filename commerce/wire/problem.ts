/** How a refusal goes over the wire (RFC 9457, section 3). */
import { z } from "zod";

export const problemDetails = z.strictObject({
  type: z.string().meta({ description: "Address of a page that explains the problem: `/problems/{name}`." }),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional().meta({ description: "What was wrong with this very request." }),
  errors: z.array(z.strictObject({
    path: z.string().meta({ description: "Dotted path of the field in the body, or the parameter's name." }),
    message: z.string(),
  })).optional(),
}).meta({ id: "Problem" });
