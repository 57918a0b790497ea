/** Content codings that answers are sent in (RFC 9110, section 8.4.1). */
export type Encoding = "br" | "gzip" | "identity";

/**
 * The coding to answer with: brotli before gzip before none, as far as the request takes them
 * (RFC 9110, section 12.5.3). A coding with weight 0 is refused.
 */
export function chooseEncoding(acceptEncoding: string | null): Encoding {
  if (!acceptEncoding) return "identity";
  if (accepts(acceptEncoding, "br")) return "br";
  return accepts(acceptEncoding, "gzip") ? "gzip" : "identity";
}

function accepts(header: string, coding: string): boolean {
  let any: boolean | null = null;
  for (const item of header.split(",")) {
    const [name, ...parameters] = item.trim().toLowerCase().split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    const wanted = weight === undefined || Number(weight.slice(2)) > 0;
    if (name === coding) return wanted;
    if (name === "*") any = wanted;
  }
  return any ?? false;
}
