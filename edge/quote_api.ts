/** `POST /api/v1/quotes`, answered from the replica with no call to the centre. */
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { problemResponse } from "../commerce/problem.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { answerQuote } from "../commerce/wire/answer_quote.ts";
import { fieldErrors } from "../commerce/wire/field_errors.ts";
import {
  type BodyFault,
  contentTypeFault,
  maxBodyBytes,
  parseJson,
  tooLarge,
  unreadable,
} from "../commerce/wire/json_body.ts";
import { quoteBody } from "../commerce/wire/quote.ts";

export interface QuoteApiOptions {
  readonly reader: CatalogReader;
  readonly hashCoupons: HashCoupons;
  readonly now: () => number;
}

/** Answers a quote, or the problem that the central API would answer. */
export async function quoteApi(request: Request, options: QuoteApiOptions): Promise<Response> {
  const typeFault = contentTypeFault(request.headers.get("content-type") ?? "");
  if (typeFault) return refuse(typeFault);
  const bytes = await readBody(request);
  if ("problem" in bytes) return refuse(bytes);
  const json = parseJson(bytes);
  if ("fault" in json) return refuse(json.fault);
  const parsed = quoteBody.safeParse(json.value);
  if (!parsed.success) {
    return problemResponse("validation-failed", { errors: fieldErrors(parsed.error.issues) });
  }
  const { reader, hashCoupons, now } = options;
  const found = await answerQuote(parsed.data, {
    hashCoupons,
    now,
    readView: async (locale, wanted, at) => {
      const read = await reader.quoteView({ locale, priceList: "standard", now: at }, wanted);
      return read && read.value;
    },
  });
  if ("errors" in found) return problemResponse("validation-failed", { errors: found.errors });
  const { answer } = found;
  return Response.json(answer, {
    headers: { "cache-control": "no-store", "x-catalog-version": `${answer.catalogVersion}` },
  });
}

function refuse({ problem, detail }: BodyFault): Response {
  return problemResponse(problem, {
    detail,
    ...(problem === "upstream-unavailable" && { headers: { "retry-after": "1" } }),
  });
}

/** The body, read no further than it may be long. */
async function readBody(request: Request): Promise<ArrayBuffer | BodyFault> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return tooLarge;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength;
      if (length > maxBodyBytes) return tooLarge;
      chunks.push(chunk);
    }
  } catch {
    return unreadable;
  }
  return await new Blob(chunks).arrayBuffer();
}
