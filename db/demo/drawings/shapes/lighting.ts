import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

const warm = (pen: Pen) => pen.radial([[0, "#fffbe8"], [55, "#ffedbd"], [100, "#eec784"]], 50, 40, 60);

/** A shade open below: outline from its neck to its rim, with the lit inside. */
function shade(
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
function clothShade(pen: Pen, cx: number, top: number, rim: number, upper: number, lower: number): string {
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

/** A lamp hanging from the ceiling on a cord. */
export function pendant(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.clear ? "globe" : random.pick(["dome", "cone", "paper", "bell", "wide"]);
  const half = random.between(285, 325);
  const cord = (to: number) => rect(597, -700, 6, to + 700, 0, "#4a4038");
  const cap = (y: number) => rect(572, y - 46, 56, 56, 12, pen.across(pen.metal));
  if (style === "paper" || style === "globe") {
    const r = half - 10;
    const cy = 570;
    let out = cord(cy - r + 10);
    const ry = style === "globe" ? r : r * 0.8;
    out += pen.glow(600, cy, r * 1.5, 0.6);
    if (style === "globe") {
      return out + cap(cy - r + 20) + ellipse(600, cy, r, r, pen.ball()) +
        rect(585, cy - r, 30, r * 0.62, 6, pen.across(pen.metal)) +
        pen.glow(600, cy - 10, 190, 0.9) + ellipse(600, cy - 20, 58, 66, warm(pen)) +
        line(
          d`M${600 - r * 0.78} ${cy - 40}A${r * 0.8} ${r * 0.8} 0 0 1 ${600 - r * 0.2} ${cy - r * 0.78}`,
          "#fff",
          12,
          'opacity=".7"',
        );
    }
    const ball = d`M600 ${cy - ry}C${600 + r * 0.62} ${cy - ry} ${600 + r} ${cy - ry * 0.5} ${
      600 + r
    } ${cy}S${600 + r * 0.62} ${cy + ry} 600 ${cy + ry}S${600 - r} ${cy + ry * 0.5} ${600 - r} ${cy}S${
      600 - r * 0.62
    } ${cy - ry} 600 ${cy - ry}Z`;
    out += cap(cy - ry + 8) + pen.surface(ball, pen.ball());
    for (let i = -4; i <= 4; i++) {
      const y = cy + (i / 5) * ry;
      const w = r * Math.sqrt(1 - (i / 5) ** 2) * 1.02;
      out += line(d`M${600 - w} ${y}Q600 ${y + 42} ${600 + w} ${y}`, tone.dark, 4, 'opacity=".4"');
    }
    return out + path(ball, pen.radial([[0, "#fff3cd", 0.75], [70, "#ffe5ac", 0]], 50, 62, 50));
  }
  const tall = { dome: 290, cone: 330, bell: 390, wide: 210 }[style];
  const curve = { dome: 0.62, cone: 0.02, bell: 0.4, wide: 0.35 }[style];
  const width = style === "bell" ? half * 0.82 : half;
  const rim = 760;
  const top = rim - tall;
  return cord(top) + cap(top) + pen.glow(600, rim + 60, 330, 0.65) +
    shade(pen, 600, top, rim, 46, width, curve);
}

/** A lamp standing on the floor. */
export function floorLamp(pen: Pen): string {
  const { random, metal, wood } = pen;
  const style = random.pick(["drum", "tripod", "arc"]);
  if (style === "arc") {
    return pen.shadow(480, 1000, 210, 34) + ellipse(440, 992, 138, 26, pen.shade(metal)) +
      ellipse(440, 984, 138, 26, pen.across(metal)) +
      line("M440 984V420Q440 150 610 150T770 300", metal.base, 13) +
      line("M437 980V420Q437 147 607 147", metal.light, 4) +
      pen.glow(770, 450, 250, 0.6) + rect(752, 268, 36, 40, 8, pen.across(metal)) +
      shade(pen, 770, 296, 440, 30, 176, 0.6);
  }
  const top = random.between(165, 195);
  const rim = top + 250;
  const lower = random.between(165, 195);
  const upper = lower * random.pick([0.62, 0.8, 0.97]);
  let out = pen.shadow(610, 1000, 220, 34);
  if (style === "tripod") {
    for (const [x, y] of [[600, 975], [440, 1000], [760, 1000]] as const) {
      out += path(
        d`M${586} ${rim - 30}L${x - 9} ${y}h18L${614} ${rim - 30}Z`,
        x === 600 ? pen.shade(wood) : pen.across(wood),
      );
    }
    out += ellipse(600, rim + 40, 30, 12, pen.across(metal));
  } else {
    out += ellipse(600, 993, 145, 26, pen.shade(metal)) + ellipse(600, 985, 145, 26, pen.across(metal)) +
      rect(592, rim - 20, 16, 1000 - rim + 6, 6, pen.across(metal));
  }
  return out + pen.glow(600, rim - 60, 340, 0.45) + clothShade(pen, 600, top, rim, upper, lower);
}

/** A lamp for table and bedside. */
export function tableLamp(pen: Pen): string {
  const { random, tone, metal } = pen;
  const style = random.pick(["ball", "bottle", "mushroom", "column"]);
  const ground = pen.shadow(620, 1000, 270, 38);
  if (style === "mushroom") {
    const stem = d`M540 640C545 800 530 900 440 980A160 30 0 0 0 760 980C670 900 655 800 660 640Z`;
    return ground + pen.surface(stem, pen.across()) + pen.glow(600, 660, 300, 0.55) +
      shade(pen, 600, 330, 640, 60, 310, 0.72);
  }
  const foot = {
    ball: d`M555 650C380 690 380 960 540 1000H660C820 960 820 690 645 650Z`,
    bottle:
      d`M572 610C575 720 455 740 455 860C455 960 480 1000 520 1000H680C720 1000 745 960 745 860C745 740 625 720 628 610Z`,
    column: d`M500 640V985A100 18 0 0 0 700 985V640Z`,
  }[style];
  const linen = pen.like({ colour: random.pick(["chalk", "chalk", "sand"]), material: "linen", seed: 1 });
  const cloth = tone === linen.tone ? pen.like({ colour: "stone", material: "linen", seed: 1 }) : linen;
  const lower = random.between(260, 300);
  const upper = lower * random.pick([0.55, 0.72, 0.9]);
  return ground + rect(588, 560, 24, 100, 4, pen.across(metal)) + pen.surface(foot, pen.across()) +
    ellipse(
      600,
      style === "column" ? 640 : 648,
      style === "column" ? 100 : 46,
      style === "column" ? 16 : 8,
      pen.shade(),
    ) +
    pen.glow(600, 560, 400, 0.45) + clothShade(cloth, 600, 250, 600, upper, lower);
}

/** A lamp on the wall. */
export function wallLamp(pen: Pen): string {
  const { random, metal } = pen;
  const style = random.pick(["globe", "cone", "disc"]);
  const glow = pen.glow(600, 560, 520, 0.75);
  if (style === "disc") {
    const inner = pen.like({ colour: pen.options.colour, seed: 2 });
    return pen.glow(600, 600, 560, 0.9) + ellipse(618, 626, 300, 300, "#3b2a1c", 'opacity=".13"') +
      pen.surface(d`M600 310A290 290 0 1 1 599.9 310Z`, pen.lit()) +
      ellipse(600, 600, 175, 175, pen.shade()) +
      ellipse(603, 605, 166, 166, warm(inner));
  }
  const mount = style === "globe" && !pen.clear ? pen.tone : metal;
  const plate = rect(554, 578, 120, 330, 60, "#3b2a1c", 'opacity=".14"') +
    rect(540, 560, 120, 330, 60, pen.across(mount));
  const arm = line("M600 780V690", mount.dark, 22) + rect(560, 660, 80, 46, 10, pen.across(mount));
  if (style === "globe") {
    const opal = pen.clear ? pen : pen.like({ colour: "chalk", seed: 1 });
    return glow + plate + arm + ellipse(600, 480, 215, 215, opal.ball()) +
      ellipse(
        600,
        480,
        213,
        213,
        pen.radial([[0, "#fffbe6", 0.95], [60, "#fff0c8", 0.6], [100, "#ffe3a6", 0]]),
      ) +
      line("M440 400A190 190 0 0 1 520 310", "#fff", 12, 'opacity=".6"');
  }
  const cone = d`M420 300A180 28 0 0 1 780 300L680 660H520Z`;
  return pen.glow(600, 240, 420, 0.8) + plate + arm + pen.surface(cone, pen.across()) +
    ellipse(600, 302, 180, 26, pen.shade()) +
    ellipse(600, 304, 168, 20, warm(pen));
}

/** A lantern with a candle. */
export function lantern(pen: Pen): string {
  const { random, tone, metal } = pen;
  const frame = pen.clear ? metal : tone;
  const half = random.between(215, 250);
  const top = 430;
  const round = random.chance(0.45);
  const glass = pen.gradient([[0, "#fff", 0.55], [40, "#fff", 0.12], [100, "#dfe9e8", 0.4]], [0, 0], [
    100,
    60,
  ]);
  const wax = materials.wax;
  const candle = pen.shadow(605, 955, 130, 20) +
    path(d`M525 ${760}A75 14 0 0 1 675 760V950A75 14 0 0 1 525 950Z`, pen.across(wax)) +
    ellipse(600, 760, 75, 14, wax.light) + line("M600 760V735", "#4a3a2c", 5) +
    path("M600 742C560 715 585 680 600 640C615 680 640 715 600 742Z", warm(pen)) +
    pen.glow(600, 700, 230, 0.85);
  const hold = round ? top - 58 : top - 104;
  const ring = line(d`M505 ${hold}a95 104 0 1 1 190 0`, frame.dark, 14) +
    line(d`M502 ${hold - 6}a95 104 0 0 1 100 -101`, frame.light, 4);
  const ground = pen.shadow(625, 1000, half * 1.45, 46);
  if (round) {
    const body = d`M${600 - 120} ${top - 20}C${600 - half * 1.35} ${top + 120} ${600 - half * 1.3} 900 ${
      600 - half * 0.8
    } 990H${600 + half * 0.8}C${600 + half * 1.3} 900 ${600 + half * 1.35} ${top + 120} ${720} ${top - 20}Z`;
    return ground + ring +
      path(
        body,
        pen.gradient([[0, frame.dark, 0.35], [50, frame.base, 0.12], [100, frame.dark, 0.5]], [0, 0], [
          100,
          0,
        ]),
      ) + candle + path(body, glass) +
      rect(470, top - 70, 260, 60, 14, pen.across(frame)) +
      rect(600 - half * 0.85, 965, half * 1.7, 36, 12, pen.across(frame));
  }
  const bar = (x: number, w: number) => rect(x, top, w, 550, 0, pen.across(frame));
  return ground + ring +
    rect(600 - half, top, half * 2, 550, 0, mix(frame.base, "#fff6e2", 0.72), 'opacity=".55"') + candle +
    rect(600 - half, top, half * 2, 550, 0, glass) + bar(600 - half, 26) + bar(600 + half - 26, 26) +
    (random.chance(0.5) ? bar(594, 12) : "") +
    path(
      d`M${600 - half - 22} ${top + 8}L${600 - 120} ${top - 110}H720L${600 + half + 22} ${top + 8}Z`,
      pen.across(frame),
    ) +
    rect(600 - half - 26, top, half * 2 + 52, 24, 6, pen.shade(frame)) +
    rect(600 - half - 22, 960, half * 2 + 44, 40, 8, pen.across(frame));
}

/** The shapes of the lighting category. */
export const lighting: ShapeTable = {
  pendant: { draw: pendant, stage: "ceiling", height: 600 },
  "floor-lamp": { draw: floorLamp, stage: "floor", height: 840, width: 420 },
  "table-lamp": { draw: tableLamp, stage: "plinth", height: 750, width: 620 },
  "wall-lamp": { draw: wallLamp, stage: "wall", height: 700, width: 620 },
  lantern: { draw: lantern, stage: "plinth", height: 790, width: 640 },
};
