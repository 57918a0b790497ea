import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { vessel } from "../shelf_goods.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

function caseFront(pen: Pen, x: number, y: number, w: number, h: number, style: string): string {
  const { tone, metal } = pen;
  let out = "";
  if (style === "cane") {
    out += rect(x + 16, y + 16, w - 32, h - 32, 6, "#d9bb8a") +
      rect(
        x + 16,
        y + 16,
        w - 32,
        h - 32,
        6,
        pen.like({ colour: "sand", material: "rattan" }).overlay() ?? "none",
      ) +
      rect(x + 16, y + 16, w - 32, h - 32, 6, "none", `stroke="${tone.dark}" stroke-width="4" opacity=".6"`);
  } else if (style === "slats") {
    const count = Math.round(w / 26);
    const slats = Array.from(
      { length: count - 1 },
      (_, i) => d`M${x + ((i + 1) * w) / count} ${y + 8}v${h - 16}`,
    ).join("");
    out += line(slats, tone.dark, 5, 'opacity=".55"') +
      line(slats, tone.light, 2, 'opacity=".5" transform="translate(4 0)"');
  }
  if (style === "locker") {
    for (let k = 0; k < 7; k++) {
      for (let i = 0; i < 5; i++) {
        out += ellipse(x + w * (0.26 + i * 0.12), y + 70 + k * 34, 8, 8, "#211c18", 'opacity=".6"');
      }
    }
    out += [0, 1, 2].map((k) => rect(x + w * 0.26, y + h - 130 + k * 30, w * 0.48, 10, 5, tone.dark)).join(
      "",
    );
  }
  return out + rect(x, y, w, h, 3, "none", `stroke="${tone.dark}" stroke-width="4" opacity=".8"`) +
    rect(x + w - 30, y + h / 2 - 30, 10, 60, 5, pen.across(metal));
}

/** A low, long cabinet. */
export function sideboard(pen: Pen): string {
  const { random, tone } = pen;
  const w = 960;
  const left = 120;
  const tall = pen.options.style === "tall";
  const top = tall ? 460 : 560;
  const h = tall ? 400 : random.between(300, 330);
  const doors = random.pick([3, 4]);
  const lot = random.pick(["plain", "cane", "slats", "drawers"]);
  const style = pen.style(["plain", "cane", "slats", "drawers", "tall"], lot);
  const foot = top + h;
  let out = pen.shadow(610, 1000, 530, 40);
  for (const x of [left + 70, left + w - 70]) {
    out += path(d`M${x - 19} ${foot}h38L${x + (x < 600 ? -26 : 26) + 9} 1000h-18Z`, pen.across(tone));
  }
  out += path(d`M${left} ${top}h${w}l-34 -40H${left + 34}Z`, mix(tone.base, tone.light, 0.75)) +
    pen.surface(d`M${left} ${top}h${w}v${h}h${-w}Z`, pen.lit());
  const each = (w - 40) / doors;
  for (let i = 0; i < doors; i++) {
    const x = left + 20 + i * each;
    if (style === "drawers" && i === doors - 1) {
      for (let k = 0; k < 3; k++) {
        const dh = (h - 40) / 3;
        out += rect(
          x,
          top + 20 + k * dh,
          each,
          dh,
          3,
          "none",
          `stroke="${tone.dark}" stroke-width="4" opacity=".8"`,
        ) + rect(x + each / 2 - 34, top + 16 + k * dh + dh / 2, 68, 10, 5, pen.across(pen.metal));
      }
    } else out += caseFront(pen, x, top + 20, each, h - 40, style);
  }
  return out + rect(left, foot - 14, w, 14, 0, tone.dark, 'opacity=".35"');
}

/** A tall cabinet with doors. */
export function cabinet(pen: Pen): string {
  const { random, tone } = pen;
  const w = random.between(520, 620);
  const left = 600 - w / 2;
  const top = random.between(220, 290);
  const lot = random.pick(["plain", "cane", "slats", "glass"]);
  const style = pen.style(["plain", "cane", "slats", "glass", "locker"], lot);
  const foot = 920;
  let out = pen.shadow(610, 1000, w * 0.62, 38);
  for (const x of [left + 50, left + w - 50]) {
    out += path(d`M${x - 19} ${foot - 10}h38L${x + (x < 600 ? -14 : 14) + 9} 1000h-18Z`, pen.across());
  }
  out += path(d`M${left} ${top}h${w}l-26 -30H${left + 26}Z`, mix(tone.base, tone.light, 0.7)) +
    pen.surface(d`M${left} ${top}h${w}V${foot}h${-w}Z`, pen.lit(), 1, 90);
  const half = (w - 40) / 2;
  const split = style !== "locker" && random.chance(0.4) ? foot - 190 : foot - 20;
  for (let i = 0; i < 2; i++) {
    const x = left + 20 + i * half;
    if (style === "glass") {
      out += rect(x + 26, top + 46, half - 52, split - top - 72, 4, mix(tone.dark, "#2a2a28", 0.35)) +
        [0, 1, 2].map((k) => {
          const y = top + 46 + ((k + 1) * (split - top - 72)) / 3;
          return vessel(pen, x + half * 0.36, y - 8, half * 0.26, random.pick(["chalk", "sand"])) +
            vessel(pen, x + half * 0.66, y - 8, half * 0.2, random.pick(["sage", "blush"])) +
            rect(x + 26, y - 8, half - 52, 8, 0, tone.base);
        }).join("") +
        rect(
          x + 26,
          top + 46,
          half - 52,
          split - top - 72,
          4,
          pen.gradient([[0, "#fff", 0.4], [45, "#fff", 0.05], [100, "#fff", 0.18]], [0, 0], [100, 70]),
        );
    }
    if (style === "glass") {
      out += line(
        d`M${x + half / 2} ${top + 46}V${split - 26}` +
          [0.17, 0.5, 0.83].map((k) => d`M${x + 26} ${top + 46 + k * (split - top - 72)}h${half - 52}`).join(
            "",
          ),
        tone.base,
        9,
      );
    }
    out += i === 0
      ? caseFront(pen, x, top + 20, half, split - top - 20, style)
      : `<g transform="translate(${Math.round(2 * x + half)} 0) scale(-1 1)">${
        caseFront(pen, x, top + 20, half, split - top - 20, style)
      }</g>`;
  }
  if (split < foot - 30) {
    out += rect(
      left + 20,
      split + 10,
      w - 40,
      foot - split - 30,
      3,
      "none",
      `stroke="${tone.dark}" stroke-width="4" opacity=".8"`,
    ) + rect(565, (split + foot) / 2 - 8, 70, 10, 5, pen.across(pen.metal));
  }
  return out;
}

/** The closed shapes of the storage category. */
export const cabinets: ShapeTable = {
  sideboard: {
    draw: sideboard,
    stage: "floor",
    height: 480,
    width: 970,
    styles: { plain: {}, cane: {}, slats: {}, drawers: {}, tall: { height: 580 } },
  },
  cabinet: {
    draw: cabinet,
    stage: "floor",
    height: 760,
    width: 620,
    styles: { plain: {}, cane: {}, slats: {}, glass: {}, locker: {} },
  },
};
