import { d, line, rect } from "./svg.ts";

/** A paper label with two lines of writing. */
export function label(x: number, y: number, w: number, h: number): string {
  return rect(x, y, w, h, 4, "#faf5ea") +
    rect(x + 12, y + 12, w - 24, h - 24, 2, "none", 'stroke="#5f564c" stroke-width="3" opacity=".45"') +
    line(
      d`M${x + w * 0.3} ${y + h * 0.42}h${w * 0.4}M${x + w * 0.38} ${y + h * 0.62}h${w * 0.24}`,
      "#4f463d",
      7,
      'opacity=".75"',
    );
}
