/** The calls that tell about the API itself. */
import { z } from "zod";
import type { OperationTable } from "../platform/operation.ts";

const tag = "About the API";
const alive = z.strictObject({ status: z.literal("alive") }).meta({ id: "Alive" });
const ready = z.object({
  status: z.literal("ready"),
  catalogVersion: z.int().optional().meta({ description: "Where the catalog service runs here." }),
  services: z.record(z.string(), z.looseObject({ status: z.literal("ready") })).meta({
    description: "The services of this process by their names, and what each says of itself.",
  }),
}).meta({ id: "Ready" });

export const aboutOperations = {
  openApiDocument: {
    method: "get",
    path: "/v1/openapi.json",
    tag,
    summary: "This document",
    access: "public",
    answer: { status: 200, description: "The OpenAPI 3.1 document.", content: "application/json" },
  },
  docs: {
    method: "get",
    path: "/v1/docs",
    tag,
    summary: "This document as a page",
    access: "public",
    answer: { status: 200, description: "A page to read it.", content: "text/html" },
  },
  problemIndex: {
    method: "get",
    path: "/problems",
    tag,
    summary: "All problems",
    access: "public",
    answer: { status: 200, description: "A page.", content: "text/html" },
  },
  problem: {
    method: "get",
    path: "/problems/{name}",
    tag,
    summary: "What a problem means, and what helps",
    access: "public",
    params: z.object({ name: z.string().max(64).regex(/^[a-z-]+$/) }),
    answer: { status: 200, description: "A page.", content: "text/html" },
  },
  alive: {
    method: "get",
    path: "/healthz",
    tag,
    summary: "Whether the process is alive",
    access: "public",
    answer: { status: 200, description: "It is.", content: alive },
  },
  ready: {
    method: "get",
    path: "/readyz",
    tag,
    summary: "Whether the databases can be reached",
    access: "public",
    answer: { status: 200, description: "They can.", content: ready },
    problems: ["upstream-unavailable"],
  },
} as const satisfies OperationTable;
