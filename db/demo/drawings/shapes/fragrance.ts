import { leafOutline } from "../foliage.ts";
import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { box, d, ellipse, line, path, rect } from "../svg.ts";

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

function label(x: number, y: number, w: number, h: number): string {
  return rect(x, y, w, h, 4, "#faf5ea") +
    rect(x + 12, y + 12, w - 24, h - 24, 2, "none", 'stroke="#5f564c" stroke-width="3" opacity=".45"') +
    line(
      d`M${x + w * 0.3} ${y + h * 0.42}h${w * 0.4}M${x + w * 0.38} ${y + h * 0.62}h${w * 0.24}`,
      "#4f463d",
      7,
      'opacity=".75"',
    );
}

/** A candle: in a jar, as a pillar, or tapers. */
export function candle(pen: Pen): string {
  const { random, tone, metal } = pen;
  const style = pen.clear ? "jar" : random.pick(["jar", "jar", "pillar", "tapers"]);
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
  if (style === "pillar") {
    const one = (x: number, half: number, top: number, y: number) =>
      pen.shadow(x + 20, y, half * 1.5, 30) +
      pen.surface(
        d`M${x - half} ${top}V${y - 14}A${half} ${half * 0.16} 0 0 0 ${x + half} ${y - 14}V${top}Z`,
        pen.across(),
      ) + ellipse(x, top, half, half * 0.18, tone.light) +
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
    (random.chance(0.7) ? label(490, top + 150, 220, 190) : "") + flame(pen, 600, top + 10, 140) +
    line(d`M${600 - half + 40} ${top + 80}V920`, "#fff", 14, 'opacity=".3"');
}

/** A scent bottle with reeds. */
export function diffuser(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(180, 215);
  const top = 570;
  const style = random.pick(["square", "round", "flask"]);
  const body = style === "square"
    ? d`M${600 - half} 690Q${600 - half} 650 ${600 - half + 40} 650H560V${top}H640V650H${600 + half - 40}Q${
      600 + half
    } 650 ${600 + half} 690V960Q${600 + half} 994 ${600 + half - 36} 994H${600 - half + 36}Q${
      600 - half
    } 994 ${600 - half} 960Z`
    : style === "round"
    ? d`M560 ${top}V640C${600 - half - 20} 670 ${600 - half - 40} 960 ${600 - 90} 994H690C${
      600 + half + 40
    } 960 ${600 + half + 20} 670 640 640V${top}Z`
    : d`M555 ${top}V650Q${600 - half * 0.6} 760 ${600 - half - 10} 940Q${600 - half - 10} 994 ${
      600 - half + 46
    } 994H${600 + half - 46}Q${600 + half + 10} 994 ${600 + half + 10} 940Q${
      600 + half * 0.6
    } 760 645 650V${top}Z`;
  const reeds = [-26, -15, -5, 6, 16, 27].map((a) => {
    const t = (a * Math.PI) / 180;
    const len = random.between(400, 450);
    return d`M${600 + a * 0.9} ${top + 10}l${Math.sin(t) * len} ${-Math.cos(t) * len}`;
  }).join("");
  const liquid = pen.clear ? path(body, "#d9b06a", 'opacity=".5" clip-path="inset(50% 0 0 0)"') : "";
  return pen.shadow(625, 1000, half * 1.6, 44) + line(reeds, "#a88558", 11, 'stroke-linecap="butt"') +
    line(reeds, "#dcbf92", 5, 'stroke-linecap="butt" transform="translate(-2 0)"') +
    (pen.clear ? rect(600 - half + 20, 790, half * 2 - 40, 186, 24, "#d9b06a", 'opacity=".6"') : liquid) +
    pen.surface(body, pen.across()) +
    rect(542, top - 14, 116, 52, 8, pen.across(random.chance(0.5) ? pen.wood : pen.metal)) +
    label(510, 770, 180, 150) +
    line(d`M${600 - half + 34} 760V940`, "#fff", 14, `opacity="${pen.clear ? 0.8 : 0.3}"`) +
    line(d`M${600 - half * 0.6} 984H${600 + half * 0.6}`, tone.light, 4, 'opacity=".3"');
}

/** A bottle with a spray head. */
export function roomSpray(pen: Pen): string {
  const { random, metal } = pen;
  const half = random.between(150, 180);
  const body = random.chance(0.5)
    ? d`M${600 - half} 520Q${600 - half} 450 ${600 - half + 80} 430H${600 + half - 80}Q${600 + half} 450 ${
      600 + half
    } 520V950Q${600 + half} 994 ${600 + half - 44} 994H${600 - half + 44}Q${600 - half} 994 ${
      600 - half
    } 950Z`
    : d`M${600 - half} 440H${600 + half}V960Q${600 + half} 994 ${600 + half - 34} 994H${600 - half + 34}Q${
      600 - half
    } 994 ${600 - half} 960Z`;
  const liquid = pen.clear
    ? rect(600 - half + 14, 600, half * 2 - 28, 378, 26, "#b9cfae", 'opacity=".7"')
    : "";
  const mist = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) =>
    ellipse(
      470 - i * 34,
      318 + (((i * 37) % 90) - 44) * (i / 6),
      9 - i * 0.6,
      9 - i * 0.6,
      "#fff",
      'opacity=".85"',
    )
  ).join("");
  const cap = pen.shadow(875, 1000, 110, 22) + rect(806, 850, 130, 148, 14, pen.across(metal)) +
    ellipse(871, 856, 64, 9, metal.light, 'opacity=".8"');
  return pen.shadow(620, 1000, half * 1.7, 42) + pen.cloud(340, 316, 190) + mist +
    rect(560, 350, 80, 96, 6, pen.across(metal)) + rect(536, 270, 128, 92, 14, pen.across(pen.wood)) +
    ellipse(560, 316, 13, 11, "#3b2a1c", 'opacity=".7"') + rect(540, 414, 120, 34, 6, pen.shade(metal)) +
    liquid +
    pen.surface(body, pen.across()) + label(600 - half + 34, 640, half * 2 - 68, 210) +
    line(d`M${600 - half + 26} 520V940`, "#fff", 12, `opacity="${pen.clear ? 0.8 : 0.3}"`) + cap;
}

/** Incense sticks in a holder. */
export function incense(pen: Pen): string {
  const { random, tone } = pen;
  const smoke = (x: number, y: number) =>
    line(
      d`M${x} ${y}C${x - 70} ${y - 90} ${x + 80} ${y - 150} ${x + 10} ${y - 250}S${x - 30} ${y - 360} ${
        x + 40
      } ${y - 420}`,
      "#fff",
      26,
      'opacity=".35"',
    ) +
    line(
      d`M${x} ${y}C${x - 70} ${y - 90} ${x + 80} ${y - 150} ${x + 10} ${y - 250}S${x - 30} ${y - 360} ${
        x + 40
      } ${y - 420}`,
      "#fff",
      9,
      'opacity=".75"',
    );
  const stick = (x0: number, y0: number, x1: number, y1: number) =>
    line(d`M${x0} ${y0}L${x1} ${y1}`, "#7a5b40", 11) + ellipse(x1, y1, 8, 8, "#e0703a");
  if (random.chance(0.5)) {
    const body = "M250 930Q250 905 280 905H920Q950 905 950 930Q940 994 880 994H320Q260 994 250 930Z";
    return pen.shadow(620, 1000, 420, 44) + smoke(836, 520) + stick(330, 920, 836, 520) +
      pen.surface(body, pen.down()) + ellipse(600, 918, 335, 20, pen.shade()) +
      ellipse(600, 922, 310, 13, mix(tone.base, tone.dark, 0.3)) +
      ellipse(700, 922, 60, 5, "#d9d2c8", 'opacity=".8"') +
      rect(880, 910, 44, 12, 6, tone.light, 'opacity=".6"');
  }
  const half = random.between(190, 230);
  const bowl = d`M${600 - half} 800C${600 - half} 930 ${600 - half * 0.5} 985 ${600 - 80} 994H680C${
    600 + half * 0.5
  } 985 ${600 + half} 930 ${600 + half} 800Z`;
  return pen.shadow(625, 1000, half * 1.5, 44) + pen.surface(bowl, pen.across()) +
    ellipse(600, 800, half, half * 0.2, pen.lit()) +
    ellipse(600, 803, half - 14, half * 0.2 - 8, mix("#cbbfae", tone.dark, 0.2)) + smoke(560, 400) +
    smoke(690, 440) + stick(580, 800, 560, 400) + stick(620, 804, 690, 440) + stick(600, 806, 640, 470) +
    line(
      d`M${600 - half + 30} 840Q${600 - half + 50} 920 ${600 - half * 0.5} 960`,
      "#fff",
      12,
      'opacity=".3"',
    );
}

/** Bars of soap. */
export function soap(pen: Pen): string {
  const { random, tone } = pen;
  const dish = pen.like({ colour: pen.options.colour === "chalk" ? "sand" : "chalk", material: "stoneware" });
  const bar = (x: number, y: number, w: number, h: number) => {
    const slope = 70;
    const top = d`M${x + 20} ${y + 26}Q${x + 30} ${y - slope} ${x + 110} ${y - slope}H${x + w - 110}Q${
      x + w - 30
    } ${y - slope} ${x + w - 20} ${y + 26}Z`;
    const cx = x + w / 2;
    const cy = y + h / 2;
    return pen.surface(top, pen.lit({ ...tone, base: mix(tone.base, tone.light, 0.6), dark: tone.base })) +
      pen.surface(box(x, y, w, h, 56), pen.down(), 1, 0, [tone.dark, 3, 0.3]) +
      path(
        d`M${x + 50} ${y + 9}H${x + w - 50}`,
        "none",
        `stroke="${tone.light}" stroke-width="12" opacity=".75"`,
      ) +
      ellipse(cx, cy + 4, w * 0.2, h * 0.3, "none", `stroke="${tone.dark}" stroke-width="6" opacity=".45"`) +
      ellipse(cx, cy + 8, w * 0.2, h * 0.3, "none", `stroke="${tone.light}" stroke-width="4" opacity=".6"`) +
      path(leafOutline(cx - 44, cy + 26, 104, 24, 64), tone.dark, 'opacity=".35"');
  };
  const stacked = random.chance(0.5);
  const foam = random.chance(0.5)
    ? [[330, 742, 34], [372, 720, 22], [300, 716, 20]].map(([x = 0, y = 0, r = 0]) =>
      ellipse(x, y, r, r, pen.radial([[0, "#fff", 0.25], [75, "#fff", 0.35], [100, "#fff", 0.95]]))
    ).join("")
    : "";
  if (!stacked) {
    return pen.shadow(620, 1000, 480, 48) +
      dish.surface("M170 890H1030Q1010 990 900 994H300Q190 990 170 890Z", dish.down()) +
      ellipse(600, 890, 430, 62, dish.lit()) + ellipse(600, 894, 400, 50, dish.shade()) +
      bar(310, 700, 580, 190) + foam;
  }
  const twine = random.chance(0.6)
    ? line("M600 460V990M590 462V990", "#b08d5c", 7) +
      line(
        "M596 470C520 380 480 470 596 474C700 380 720 470 600 474M596 474L540 540M602 474L660 536",
        "#a07c4a",
        9,
      )
    : "";
  return pen.shadow(620, 1000, 430, 46) + bar(270, 840, 660, 156) +
    bar(296, 600, 620, 150) + twine;
}

/** The shapes of the fragrance category. */
export const fragrance: ShapeTable = {
  candle: { draw: candle, stage: "plinth", height: 640, width: 540 },
  diffuser: { draw: diffuser, stage: "plinth", height: 870, width: 480 },
  "room-spray": { draw: roomSpray, stage: "plinth", height: 790, width: 460 },
  incense: { draw: incense, stage: "plinth", height: 760, width: 720 },
  soap: { draw: soap, stage: "plinth", height: 500, width: 760 },
};
