import type { Pen } from "../pen.ts";
import { d, ellipse, line, path } from "../svg.ts";

/** The glow inside a shade or of a flame. */
export const warm = (pen: Pen) => pen.radial([[0, "#fffbe8"], [55, "#ffedbd"], [100, "#eec784"]], 50, 40, 60);

/** A shade open below: outline from its neck to its rim, with the lit inside. */
export function shade(
  pen: Pen,
  cx: number,
  top: number,
  rim: number,
  neck: number,
  half: number,
  curve: number,
): string {
  const ry = half * 0.13;
  const knee = top + (rim - top) * (1 - curve);
  const data = d`M${cx - neck} ${top}C${cx - neck - (half - neck) * curve} ${top} ${cx - half} ${knee} ${
    cx - half
  } ${rim}A${half} ${ry} 0 0 0 ${cx + half} ${rim}C${cx + half} ${knee} ${
    cx + neck + (half - neck) * curve
  } ${top} ${cx + neck} ${top}Z`;
  return pen.surface(data, pen.across()) + ellipse(cx, rim, half, ry, pen.shade()) +
    ellipse(cx, rim + 2, half - 9, ry - 5, warm(pen));
}

/** A drum or cone of cloth, glowing softly. */
export function clothShade(
  pen: Pen,
  cx: number,
  top: number,
  rim: number,
  upper: number,
  lower: number,
): string {
  const ry = lower * 0.1;
  const data = d`M${cx - upper} ${top}A${upper} ${upper * 0.1} 0 0 1 ${cx + upper} ${top}L${
    cx + lower
  } ${rim}A${lower} ${ry} 0 0 1 ${cx - lower} ${rim}Z`;
  const light = pen.radial([[0, "#fff0c4", 0.75], [60, "#ffe3a6", 0.2], [100, "#ffe3a6", 0]], 50, 70, 60);
  return pen.surface(data, pen.across()) + path(data, light) +
    line(
      d`M${cx - lower + 2} ${rim - 6}A${lower} ${ry} 0 0 0 ${cx + lower - 2} ${rim - 6}`,
      pen.tone.dark,
      4,
      'opacity=".45"',
    );
}
