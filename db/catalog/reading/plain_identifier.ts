/** SQL of an identifier without the signs and the case that people leave out. */

/** The very expression of the indexes `variants_sku_plain` and `variants_mpn_plain`: another would not use them. */
export function plainIdentifierSql(column: string): string {
  return [" ", ".", "/", "_"].reduce(
    (expression, sign) => `replace(${expression}, '${sign}', '')`,
    `replace(upper(${column}), '-', '')`,
  );
}
