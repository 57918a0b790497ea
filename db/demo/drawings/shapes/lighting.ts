import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";
import { shade, warm } from "./lamp_shade.ts";

/** A lamp hanging from the ceiling on a cord. */
export function pendant(pen: Pen): string {
  const { random, tone } = pen;
  const lot = pen.clear ? "globe" : random.pick(["dome", "cone", "paper", "bell", "wide"]);
  const style = pen.style(["dome", "cone", "paper", "bell", "wide", "globe", "bar"], lot);
  const half = random.between(285, 325);
  const cord = (to: number) => rect(597, -700, 6, to + 700, 0, "#4a4038");
  if (style === "bar") {
    return line("M330 -700V500M870 -700V500", "#4a4038", 4) + pen.glow(600, 640, 430, 0.6) +
      rect(110, 496, 980, 46, 14, pen.down()) + rect(122, 540, 956, 22, 11, "#fffbe8") +
      rect(110, 496, 980, 9, 4, tone.light) + rect(320, 478, 20, 24, 4, pen.across()) +
      rect(860, 478, 20, 24, 4, pen.across());
  }
  const cap = (y: number) => rect(572, y - 46, 56, 56, 12, pen.across(pen.metal));
  if (style === "paper" || style === "globe") {
    const r = half - 10;
    const cy = 570;
    let out = cord(cy - r + 10);
    const ry = style === "globe" ? r : r * 0.8;
    out += pen.glow(600, cy, r * 1.5, 0.6);
    if (style === "globe") {
      return out + cap(cy - r + 20) + pen.surface(d`M600 ${cy - r}a${r} ${r} 0 1 1 -0.1 0Z`, pen.ball()) +
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

/** A lamp on the wall. */
export function wallLamp(pen: Pen): string {
  const { random, metal } = pen;
  const style = pen.style(["globe", "cone", "disc", "wing"], random.pick(["globe", "cone", "disc"]));
  if (style === "wing") {
    const wing = "M290 470Q600 560 910 470Q870 800 600 820Q330 800 290 470Z";
    return pen.glow(600, 330, 430, 0.9) + pen.glow(600, 900, 380, 0.7) +
      path(wing, "#3b2a1c", 'opacity=".18" transform="translate(16 26)"') +
      path("M290 470Q600 380 910 470Q600 560 290 470Z", warm(pen)) + pen.surface(wing, pen.across()) +
      line("M296 474Q600 562 904 474", pen.tone.light, 8, 'opacity=".8"');
  }
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
  const style = pen.style(["round", "panes", "paper"], random.chance(0.45) ? "round" : "panes");
  const round = style === "round";
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
  if (style === "paper") {
    const wood = pen.wood;
    const screen = rect(390, 330, 420, 600, 0, materials.paper.base) +
      rect(
        390,
        330,
        420,
        600,
        0,
        pen.radial([[0, "#fff3cd", 0.95], [70, "#ffe8b8", 0.45], [100, "#ffe2a4", 0.1]]),
      );
    const lattice = line("M530 330V930M670 330V930M390 480H810M390 630H810M390 780H810", wood.base, 9);
    const post = (x: number) => rect(x, 270, 34, 730, 4, pen.across(wood));
    return pen.shadow(625, 1000, 330, 46) + pen.glow(600, 640, 520, 0.6) + screen + lattice +
      rect(366, 306, 468, 30, 4, pen.down(wood)) + rect(366, 920, 468, 34, 4, pen.down(wood)) + post(362) +
      post(804) + line("M400 274C430 190 770 190 800 274", wood.dark, 16);
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
  pendant: {
    draw: pendant,
    stage: "ceiling",
    height: 600,
    styles: { dome: {}, cone: {}, paper: {}, bell: {}, wide: {}, globe: {}, bar: {} },
  },
  "wall-lamp": {
    draw: wallLamp,
    stage: "wall",
    height: 700,
    width: 620,
    styles: { globe: {}, cone: {}, disc: {}, wing: {} },
  },
  lantern: {
    draw: lantern,
    stage: "plinth",
    height: 790,
    width: 640,
    styles: { round: {}, panes: {}, paper: {} },
  },
};
