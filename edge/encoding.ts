/** Content codings that answers are sent in (RFC 9110, section 8.4.1). */
export type Encoding = "br" | "gzip" | "identity";

/** The smaller first: for what is compressed once and sent often. */
const smallest: readonly Encoding[] = ["br", "gzip"];
/** The quicker first: for what is made for one visitor. */
const quickest: readonly Encoding[] = ["gzip", "br"];

/**
 * The coding to answer with, as far as the request takes it (RFC 9110, section 12.5.3). A coding with weight 0 is
 * refused.
 *
 * @param use `kept`: brotli before gzip; `once`: gzip before brotli.
 */
export function chooseEncoding(acceptEncoding: string | null, use: "kept" | "once" = "kept"): Encoding {
  if (!acceptEncoding) return "identity";
  const wanted = use === "kept" ? smallest : quickest;
  return wanted.find((coding) => accepts(acceptEncoding, coding)) ?? "identity";
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
