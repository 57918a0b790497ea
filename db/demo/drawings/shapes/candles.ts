import { label } from "../label.ts";
import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path } from "../svg.ts";

/** A burning wick whose foot is at (x, y). */
function flame(pen: Pen, x: number, y: number, size: number): string {
  const fill = pen.gradient([[0, "#ffd98a"], [45, "#fff3c8"], [100, "#f3a94e"]], [50, 0], [50, 100]);
  return pen.glow(x, y - size * 0.5, size * 2.4, 0.75) +
    line(d`M${x} ${y + 8}v${-size * 0.3}`, "#40342a", 6) +
    path(
      d`M${x} ${y}C${x - size * 0.36} ${y - size * 0.15} ${x - size * 0.2} ${y - size * 0.6} ${x} ${
        y - size
      }C${x + size * 0.2} ${y - size * 0.6} ${x + size * 0.36} ${y - size * 0.15} ${x} ${y}Z`,
      fill,
    );
}

/** A low tin with its lid beside it, or a clay pot with three wicks. */
function openCandle(own: Pen, kind: "tin" | "pot"): string {
  const tin = kind === "tin";
  const pen = tin ? own.like({ colour: "brass", material: "brass" }) : own;
  const { tone } = pen;
  const wax = materials.wax;
  const top = tin ? 760 : 640;
  const half = tin ? 260 : 290;
  const body = tin
    ? d`M${600 - half} ${top}V966A${half} 36 0 0 0 ${600 + half} 966V${top}Z`
    : d`M${600 - half} ${top}L${600 - 200} 966A200 30 0 0 0 800 966L${600 + half} ${top}Z`;
  const lid = tin
    ? pen.shadow(930, 996, 150, 26) +
      `<g transform="rotate(-16 900 880)">${ellipse(912, 852, 66, 150, pen.shade())}${
        ellipse(890, 850, 66, 150, pen.lit())
      }${ellipse(890, 850, 46, 118, "none", `stroke="${tone.dark}" stroke-width="5" opacity=".5"`)}</g>`
    : "";
  const rim = tin ? "" : pen.surface(
    d`M${600 - half - 16} ${top}v56A${half + 16} 46 0 0 0 ${600 + half + 16} ${top + 56}v-56Z`,
    pen.across(),
  );
  const wicks = tin ? [600] : [450, 600, 750];
  return pen.shadow(625, 1000, half * 1.4, 46) + lid + pen.surface(body, pen.across()) + rim +
    ellipse(600, top, half + (tin ? 0 : 16), 46, pen.lit()) + ellipse(600, top + 5, half - 14, 34, wax.base) +
    wicks.map((x) => flame(pen, x, top + (x === 600 ? 14 : 4), tin ? 110 : 96)).join("");
}

/** Scratches a honeycomb into a pillar between two sides. */
function honeycomb(x: number, half: number, top: number, foot: number, colour: string): string {
  let cells = "";
  for (let row = 0; top + 40 + row * 34 < foot - 20; row++) {
    for (let i = -2; i <= 2; i++) {
      const cx = x + (i + (row % 2) / 2) * half * 0.38;
      if (Math.abs(cx - x) > half * 0.86) continue;
      cells += d`M${cx - 16} ${top + 40 + row * 34}l16 -11l16 11v16l-16 11l-16 -11Z`;
    }
  }
  return line(cells, colour, 4, 'opacity=".45"');
}

/** A candle: in a jar, a tin or a pot, as a pillar, or tapers. */
export function candle(pen: Pen): string {
  const { random, tone, metal } = pen;
  const lot = pen.clear ? "jar" : random.pick(["jar", "jar", "pillar", "tapers"]);
  const style = pen.style(["jar", "cup", "pillar", "honeycomb", "tapers", "tin", "pot"], lot);
  if (style === "tin" || style === "pot") return openCandle(pen, style);
  if (style === "tapers") {
    const stick = (x: number, top: number, foot: number) =>
      pen.shadow(x + 15, 996, 130, 22) + ellipse(x, 984, 96, 20, pen.shade(metal)) +
      ellipse(x, 974, 96, 20, pen.across(metal)) +
      path(
        d`M${x - 14} 970L${x - 14} ${foot + 30}H${x - 46}V${foot}H${x + 46}V${foot + 30}H${x + 14}V970Z`,
        pen.across(metal),
      ) +
      pen.surface(
        d`M${x - 22} ${top}Q${x} ${top - 14} ${x + 22} ${top}L${x + 30} ${foot + 4}H${x - 30}Z`,
        pen.across(),
      ) + flame(pen, x, top - 16, 92);
    return stick(760, 420, 800) + stick(450, 320, 700);
  }
  if (style === "pillar" || style === "honeycomb") {
    const one = (x: number, half: number, top: number, y: number) =>
      pen.shadow(x + 20, y, half * 1.5, 30) +
      pen.surface(
        d`M${x - half} ${top}V${y - 14}A${half} ${half * 0.16} 0 0 0 ${x + half} ${y - 14}V${top}Z`,
        pen.across(),
      ) + (style === "honeycomb" ? honeycomb(x, half, top, y, tone.dark) : "") +
      ellipse(x, top, half, half * 0.18, tone.light) +
      ellipse(x, top + 4, half * 0.74, half * 0.12, mix(tone.base, "#ffe9bd", 0.35)) +
      flame(pen, x, top + 2, 110);
    return one(740, 120, 610, 965) + one(470, 150, 400, 1000);
  }
  const half = random.between(225, 260);
  const top = random.between(520, 580);
  const ry = half * 0.17;
  const body = d`M${600 - half} ${top}V${950}Q${600 - half} 990 ${600 - half + 50} 994A${half} ${
    ry * 0.5
  } 0 0 0 ${600 + half - 50} 994Q${600 + half} 990 ${600 + half} 950V${top}Z`;
  const wax = materials.wax;
  const see = pen.clear
    ? path(
      d`M${600 - half + 14} ${top + 110}H${600 + half - 14}V950Q${600 + half - 16} 976 ${
        600 + half - 60
      } 980H${600 - half + 60}Q${600 - half + 16} 976 ${600 - half + 14} 950Z`,
      pen.across(wax),
    )
    : "";
  return pen.shadow(625, 1000, half * 1.45, 46) + see + pen.surface(body, pen.across()) +
    ellipse(600, top, half, ry, pen.clear ? wax.light : pen.lit(), pen.clear ? 'opacity=".5"' : "") +
    ellipse(
      600,
      top + 6,
      half - 16,
      ry - 8,
      pen.gradient([[0, mix(wax.dark, tone.dark, 0.4)], [60, wax.base], [100, wax.light]], [0, 0], [40, 100]),
      pen.clear ? 'opacity=".6"' : "",
    ) +
    (style !== "cup" && random.chance(0.7) ? label(490, top + 150, 220, 190) : "") +
    flame(pen, 600, top + 10, 140) +
    line(d`M${600 - half + 40} ${top + 80}V920`, "#fff", 14, 'opacity=".3"');
}

/** The candles of the fragrance category. */
export const candles: ShapeTable = {
  candle: {
    draw: candle,
    stage: "plinth",
    height: 640,
    width: 540,
    styles: {
      jar: {},
      cup: {},
      pillar: { height: 740 },
      honeycomb: { height: 740 },
      tapers: { height: 800 },
      tin: { height: 420, width: 760 },
      pot: { height: 480, width: 680 },
    },
  },
};
