/** What an import did, in words. */
import type { ImportReport, RowRemark } from "../db/import/import_report.ts";

/** Remarks shown; files hold all of them. */
const shownRemarks = 50;

/** @param isArchiving Whether variants that vanished were to be taken out of sale. */
export function describeImport(report: ImportReport, isArchiving: boolean): string {
  const { rows, newProducts, newVariants, changedProducts, unchangedVariants } = report;
  return [
    `${count(rows, "row")}: ${count(newProducts, "new product")}, ${count(newVariants, "new variant")}, ` +
    `${count(changedProducts, "changed product")}, ${count(unchangedVariants, "variant")} as before, ` +
    `${count(report.rejectedRows, "row")} rejected`,
    ...remarks(report.rejected, report.rejectedRows, "--rejected FILE writes them all"),
    ...report.notedRows === 0 ? [] : [`${count(report.notedRows, "value")} left out`],
    ...remarks(report.notes, report.notedRows, "--json FILE has more"),
    ...report.missing === 0 ? [] : [
      `${count(report.missing, "variant")} of earlier imports ${
        report.missing === 1 ? "is" : "are"
      } not in the file` +
      (isArchiving
        ? `: ${report.archived} taken out of sale`
        : ", and still on sale (--archive-missing takes them out)"),
      ...listed(report.missingSkus, report.missing),
    ],
    ...report.unusedColumns.length === 0
      ? []
      : [`columns that are not used: ${report.unusedColumns.join(", ")}`],
    `catalog version ${report.catalogVersion}`,
  ].join("\n");
}

function remarks(some: readonly RowRemark[], all: number, where: string): string[] {
  const lines = some.slice(0, shownRemarks).map(({ line, sku, reason }) =>
    `  line ${line}${sku === null ? "" : ` (${sku})`}: ${reason}`
  );
  return all > lines.length ? [...lines, `  and ${all - lines.length} more: ${where}`] : lines;
}

function listed(skus: readonly string[], all: number): string[] {
  const shown = skus.slice(0, shownRemarks);
  return [`  ${shown.join(", ")}${all > shown.length ? ` and ${all - shown.length} more` : ""}`];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
