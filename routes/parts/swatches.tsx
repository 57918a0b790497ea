import type { Card } from "../../commerce/catalog_view.ts";

/** So many dots stand on a card; the rest is a number. */
const shown = 5;

/** The colours a product comes in, as one small drawing: no inline style, no element per colour. */
export function Swatches({ swatches, label }: { swatches: Card["swatches"]; label: string }) {
  const rest = swatches.length - shown;
  const count = Math.min(shown, swatches.length);
  return (
    <p class="swatches">
      <svg
        width={count * 17}
        height="14"
        viewBox={`0 0 ${count * 17} 14`}
        role="img"
        aria-label={`${label}: ${swatches.map((each) => each.label).join(", ")}`}
      >
        {swatches.slice(0, shown).map((each, index) => (
          <circle cx={7 + index * 17} cy="7" r="6" fill={each.hex} />
        ))}
      </svg>
      {rest > 0 && <span aria-hidden="true">+{rest}</span>}
    </p>
  );
}
