import { mix, palette } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { books, bookStack, filling, vessel } from "../shelf_goods.ts";
import { plant } from "../foliage.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A tall open shelf. */
export function bookcase(pen: Pen): string {
  const { random, tone } = pen;
  const w = random.between(480, 600);
  const left = 600 - w / 2;
  const top = 150;
  const rows = random.pick([4, 5]);
  const columns = random.pick([1, 2]);
  const foot = random.pick([14, 54]);
  const h = 1000 - foot - top;
  const inner = mix(tone.dark, tone.base, 0.3);
  let out = pen.shadow(610, 1000, w * 0.62, 34);
  if (foot > 20) {
    out += path(
      d`M${left + 24} ${1000 - foot}h26l-8 ${foot}h-14ZM${left + w - 50} ${1000 - foot}h26l-4 ${foot}h-14Z`,
      pen.shade(),
    );
  }
  out += rect(
    left,
    top,
    w,
    h,
    4,
    pen.gradient([[0, inner], [100, mix(inner, tone.base, 0.35)]], [0, 0], [100, 100]),
  );
  const cell = (h - 24) / rows;
  const cw = (w - 44) / columns;
  for (let r = 0; r < rows; r++) {
    const y = top + 24 + (r + 1) * cell - 22;
    for (let c = 0; c < columns; c++) {
      const x = left + 22 + c * cw;
      out += rect(
        x,
        y - cell + 22,
        cw,
        26,
        0,
        pen.gradient([[0, tone.dark, 0.6], [100, tone.dark, 0]], [0, 0], [0, 100]),
      ) + filling(pen, x, y, cw, cell - 22);
    }
  }
  const shelves = Array.from({ length: rows + 1 }, (_, r) => d`M${left} ${top + r * cell + 2}h${w}v22h${-w}Z`)
    .join("");
  const sides = d`M${left} ${top}h24v${h}h-24ZM${left + w - 24} ${top}h24v${h}h-24Z` +
    (columns === 2 ? d`M590 ${top}h20v${h}h-20Z` : "");
  return out + pen.surface(shelves, pen.down()) +
    pen.surface(sides, pen.gradient([[0, tone.light], [100, tone.base]], [0, 0], [100, 30]), 1, 90);
}

/** A shelf on the wall, with a few things on it. */
export function wallShelf(pen: Pen): string {
  const { random, tone, metal } = pen;
  const boards = random.pick([1, 2, 2]);
  const first = random.whole(0, 1);
  const brackets = random.chance(0.6);
  let out = "";
  for (let i = 0; i < boards; i++) {
    const y = boards === 1 ? 700 : 470 + i * 340;
    const shade = pen.gradient([[0, "#3b2a1c", 0.26], [100, "#3b2a1c", 0]], [0, 0], [0, 100]);
    out += path(d`M190 ${y + 34}H1010L970 ${y + 130}H240Z`, shade);
    if (brackets) {
      for (const x of [300, 900]) {
        out += path(d`M${x - 9} ${y + 30}h18v110h-18Z`, pen.across(metal)) +
          line(d`M${x} ${y + 130}L${x} ${y + 40}`, metal.dark, 3);
      }
    }
    const kind = (i + first) % 2;
    if (kind === 0) {
      out += books(pen, 260, 470, y, 210) +
        vessel(pen, 640, y, 150, random.pick(["chalk", "terracotta", "sky"])) +
        vessel(pen, 830, y, 100, random.pick(["charcoal", "sage", "sand"]));
    } else {
      const pot = d`M740 ${y - 110}h150l-20 110h-110Z`;
      out += plant(pen, "olive", 815, y - 100, boards === 1 ? 230 : 170) +
        path(pot, pen.across(palette.chalk)) +
        bookStack(270, y, 230) + vessel(pen, 390, y - 78, 80, "mustard");
    }
    out += path(d`M190 ${y}H1010L985 ${y - 20}H215Z`, mix(tone.base, tone.light, 0.7), 'opacity=".0"') +
      pen.surface(d`M190 ${y}h820v36h-820Z`, pen.down());
    out += rect(190, y, 820, 7, 0, tone.light, 'opacity=".8"');
  }
  return out;
}

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
  const handle = random.pick(["ears", "holes", "bow"]);
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
  if (random.chance(0.5)) {
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
  out += line(rings, tone.dark, 7, 'opacity=".42"') +
    line(
      rings,
      tone.light,
      26,
      'opacity=".4" stroke-dasharray="22 22" stroke-linecap="butt" transform="translate(24 22) scale(.96 1)"',
    );
  const overlay = pen.options.pattern === "plain" ? undefined : pen.overlay();
  if (overlay) out += path(body, overlay);
  out += line(d`M${600 - half} ${top}A${half} ${ry} 0 0 0 ${600 + half} ${top}`, tone.dark, 30) +
    line(d`M${600 - half} ${top - 4}A${half} ${ry} 0 0 0 ${600 + half} ${top - 4}`, tone.base, 22) +
    line(d`M${600 - half} ${top}A${half} ${ry} 0 0 1 ${600 + half} ${top}`, tone.base, 12);
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

/** The shapes of the storage category. */
export const storage: ShapeTable = {
  bookcase: { draw: bookcase, stage: "floor", height: 850, width: 600 },
  "wall-shelf": { draw: wallShelf, stage: "wall", height: 560, width: 830 },
  basket: { draw: basket, stage: "floor", height: 480, width: 700 },
};
