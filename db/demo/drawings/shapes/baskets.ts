import { mix, palette } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A woven basket. */
export function basket(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(290, 330);
  const top = random.between(520, 600);
  const ry = half * 0.2;
  const belly = random.between(0.86, 1.1);
  const low = half * 0.8;
  const body = d`M${600 - half} ${top}C${600 - half * belly - 30} ${top + 180} ${600 - half * belly} 900 ${
    600 - low
  } 968A${low} ${ry * 0.7} 0 0 0 ${600 + low} 968C${600 + half * belly} 900 ${600 + half * belly + 30} ${
    top + 180
  } ${600 + half} ${top}Z`;
  const lot = random.pick(["ears", "holes", "bow"]);
  const handle = pen.style(["ears", "holes", "bow", "lid", "felt", "paper"], lot);
  const smooth = handle === "felt" || handle === "paper";
  let out = pen.shadow(620, 1000, half * 1.3, 54);
  if (handle === "bow") {
    out += line(
      d`M${600 - half + 20} ${top}C${600 - half} ${top - 330} ${600 + half} ${top - 330} ${
        600 + half - 20
      } ${top}`,
      tone.dark,
      26,
    ) +
      line(
        d`M${600 - half + 16} ${top - 4}C${600 - half} ${top - 334} ${600 + half} ${top - 334} ${
          600 + half - 24
        } ${top - 4}`,
        tone.base,
        12,
      );
  }
  out += ellipse(600, top, half, ry, pen.shade()) +
    ellipse(606, top + 14, half - 30, ry - 18, "#2d2118", 'opacity=".4"');
  if (handle === "felt") {
    for (const [x, y] of [[430, -24], [560, -44], [700, -34], [500, 20], [640, 10], [780, 16]] as const) {
      out += ellipse(x, top + y, 74, 62, palette.walnut.dark) +
        ellipse(x, top + y, 62, 51, palette.oak.light) +
        ellipse(x, top + y, 34, 27, "none", `stroke="${palette.oak.dark}" stroke-width="4" opacity=".6"`);
    }
  } else if (!smooth && handle !== "lid" && random.chance(0.5)) {
    const throwOver = pen.like({
      colour: pen.options.colour === "chalk" ? "sage" : "chalk",
      material: "wool",
    });
    out += throwOver.surface(
      d`M${600 - half * 0.7} ${top + 20}C${600 - half * 0.6} ${top - 130} 560 ${top - 110} 620 ${
        top - 60
      }C700 ${top - 120} ${600 + half * 0.6} ${top - 70} ${600 + half * 0.7} ${top + 20}Q600 ${
        top + ry * 1.3
      } ${600 - half * 0.7} ${top + 20}Z`,
      throwOver.lit(),
    );
  }
  out += path(body, pen.across());
  const rows = 9;
  let rings = "";
  for (let i = 1; i < rows; i++) {
    const t = i / rows;
    const w = half + Math.sin(t * Math.PI) * half * (belly - 0.92) - t * t * (half - low);
    rings += d`M${600 - w} ${top + t * (968 - top)}q${w} ${ry * 1.7} ${2 * w} 0`;
  }
  if (!smooth) {
    out += line(rings, tone.dark, 7, 'opacity=".42"') +
      line(
        rings,
        tone.light,
        26,
        'opacity=".4" stroke-dasharray="22 22" stroke-linecap="butt" transform="translate(24 22) scale(.96 1)"',
      );
  }
  const overlay = pen.options.pattern === "plain" ? undefined : pen.overlay();
  if (overlay) out += path(body, overlay);
  out += line(d`M${600 - half} ${top}A${half} ${ry} 0 0 0 ${600 + half} ${top}`, tone.dark, 30) +
    line(d`M${600 - half} ${top - 4}A${half} ${ry} 0 0 0 ${600 + half} ${top - 4}`, tone.base, 22) +
    line(d`M${600 - half} ${top}A${half} ${ry} 0 0 1 ${600 + half} ${top}`, tone.base, 12);
  if (handle === "lid") {
    out += path(
      d`M${600 - half - 24} ${top}C${600 - half} ${top - 90} 470 ${top - 130} 600 ${top - 130}S${
        600 + half
      } ${top - 90} ${600 + half + 24} ${top}A${half + 24} ${ry} 0 0 1 ${600 - half - 24} ${top}Z`,
      pen.across(),
    ) + [0.35, 0.68].map((k) =>
      line(
        d`M${600 - (half + 10) * (0.4 + k * 0.6)} ${top - 118 + k * 110}q${
          (half + 10) * (0.4 + k * 0.6)
        } ${ry} ${(half + 10) * (0.8 + k * 1.2)} 0`,
        tone.dark,
        6,
        'opacity=".45"',
      )
    ).join("") + line(d`M560 ${top - 120}C560 ${top - 190} 640 ${top - 190} 640 ${top - 120}`, tone.dark, 20);
  }
  if (handle === "paper") {
    out += path(
      d`M${600 - half - 12} ${top}A${half + 12} ${ry} 0 0 0 ${600 + half + 12} ${top}l-8 96A${
        half + 4
      } ${ry} 0 0 1 ${600 - half - 4} ${top + 96}Z`,
      pen.across({ ...tone, base: tone.light }),
    ) +
      line(
        d`M${600 - half * 0.6} ${top + 210}l40 180l-50 120M${600 + half * 0.4} ${top + 230}l50 140l-60 170`,
        tone.dark,
        5,
        'opacity=".3"',
      );
  }
  if (handle === "felt") {
    for (const s of [-1, 1]) {
      const x = 600 + s * half * 0.62;
      out += line(
        d`M${x - 60} ${top + 150}C${x - 50} ${top + 40} ${x + 50} ${top + 40} ${x + 60} ${top + 150}`,
        "#6b4630",
        24,
      ) +
        ellipse(x - 60, top + 150, 8, 8, palette.brass.light) +
        ellipse(x + 60, top + 150, 8, 8, palette.brass.light);
    }
  }
  if (handle === "ears") {
    for (const s of [-1, 1]) {
      out += line(
        d`M${600 + s * half * 0.98} ${top + 10}c${s * 90} -70 ${s * 120} 60 ${s * 10} 110`,
        tone.dark,
        22,
      ) +
        line(
          d`M${600 + s * half * 0.98} ${top + 8}c${s * 90} -70 ${s * 120} 60 ${s * 10} 110`,
          tone.base,
          12,
        );
    }
  } else if (handle === "holes") {
    out += rect(540, top + ry + 34, 120, 40, 20, mix(tone.dark, "#1d140d", 0.45));
  }
  return out;
}

/** The baskets of the storage category. */
export const baskets: ShapeTable = {
  basket: {
    draw: basket,
    stage: "floor",
    height: 480,
    width: 700,
    styles: { ears: {}, holes: {}, bow: {}, lid: { height: 620 }, felt: {}, paper: {} },
  },
};
