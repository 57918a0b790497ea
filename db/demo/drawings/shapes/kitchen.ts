import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A kitchen knife. */
export function knife(pen: Pen): string {
  const { random, tone } = pen;
  const steel = materials.steel;
  const lot = random.pick(["chef", "santoku", "bread"]);
  const style = pen.style(["chef", "santoku", "bread", "paring"], lot);
  const blade = {
    chef: "M640 500H40Q260 690 640 694Z",
    santoku: "M640 486H270Q96 500 70 640Q90 690 170 694H640Z",
    paring: "M640 512H330Q430 610 640 616Z",
    bread: `M640 530H60Q30 556 60 640${"q20 18 40 0".repeat(14)}L640 640Z`,
  }[style];
  const y0 = style === "paring" ? 500 : style === "bread" ? 520 : style === "chef" ? 492 : 480;
  const handle = d`M640 ${y0}H690Q720 ${y0 + 2} 750 ${y0 + 12}H1060Q1150 ${y0 + 10} 1156 ${y0 + 76}Q1160 ${
    y0 + 138
  } 1104 ${y0 + 144}Q1060 ${y0 + 130} 1000 ${y0 + 120}H750Q720 ${y0 + 120} 690 ${y0 + 110}H640Z`;
  const fill = pen.gradient(
    [[0, steel.dark], [30, steel.base], [62, steel.light], [64, mix(steel.light, "#ffffff", 0.5)], [
      100,
      steel.base,
    ]],
    [0, 0],
    [0, 100],
  );
  const rivets = [790, 900, 1010].map((x) => ellipse(x, y0 + 68, 15, 15, pen.ball(pen.metal))).join("");
  const shadow = `<g transform="translate(20 26)" opacity=".22">${path(blade, "#3b2a1c")}${
    path(handle, "#3b2a1c")
  }</g>`;
  const handleTone = pen.clear ? pen.wood : tone;
  return `<g transform="rotate(${random.pick([-38, -32, -28])} 600 600) translate(-24 0)">${shadow}${
    path(blade, fill)
  }${
    line(
      style === "bread"
        ? "M620 536H80"
        : d`M620 ${y0 + 14}H${style === "chef" ? 90 : style === "paring" ? 380 : 280}`,
      "#fff",
      5,
      'opacity=".7"',
    )
  }${
    pen.surface(
      handle,
      pen.gradient([[0, handleTone.light], [40, handleTone.base], [100, handleTone.dark]], [0, 0], [0, 100]),
    )
  }${
    rect(
      632,
      y0 - 4,
      40,
      style === "chef" ? 182 : style === "bread" || style === "paring" ? 120 : 204,
      6,
      pen.down(steel),
    )
  }${rivets}</g>`;
}

/** A board to cut and serve on. */
export function board(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.style(["paddle", "round", "block", "slot"], random.pick(["paddle", "round", "block"]));
  const straight = style === "block" || style === "slot";
  const outline = {
    paddle:
      "M350 440Q350 400 390 400H520Q546 396 548 360V180Q548 120 600 120T652 180V360Q654 396 680 400H810Q850 400 850 440V1000Q850 1060 790 1060H410Q350 1060 350 1000Z",
    round: "M552 330V170Q552 116 600 116T648 170V330A362 362 0 1 1 552 330Z",
    block: "M300 190Q300 150 340 150H860Q900 150 900 190V1010Q900 1050 860 1050H340Q300 1050 300 1010Z",
    slot: "M300 190Q300 150 340 150H860Q900 150 900 190V1010Q900 1050 860 1050H340Q300 1050 300 1010Z",
  }[style];
  const hole = style === "block"
    ? ""
    : style === "slot"
    ? rect(520, 200, 160, 44, 22, mix(tone.dark, "#1d140d", 0.45))
    : ellipse(600, 188, 22, 22, mix(tone.dark, "#1d140d", 0.45));
  const groove = style === "block"
    ? rect(344, 290, 512, 716, 24, "none", `stroke="${tone.dark}" stroke-width="9" opacity=".4"`)
    : "";
  const stripes = random.chance(0.4) && style !== "round" && pen.options.pattern === "plain"
    ? rect(
      straight ? 420 : 420,
      straight ? 152 : 402,
      46,
      straight ? 896 : 656,
      0,
      tone.dark,
      'opacity=".45"',
    ) +
      rect(
        720,
        straight ? 152 : 402,
        22,
        straight ? 896 : 656,
        0,
        tone.light,
        'opacity=".5"',
      )
    : "";
  const food = random.pick(["none", "lemon", "herb"]);
  const extra = food === "lemon"
    ? ellipse(736, 896, 92, 92, "#3b2a1c", 'opacity=".2"') + ellipse(728, 884, 92, 92, "#e6b944") +
      ellipse(728, 884, 80, 80, "#fbf0c4") + [0, 45, 90, 135, 180, 225, 270, 315].map((a) =>
        `<path d="M728 874L708 816Q728 802 748 816Z" fill="#f0ce62" transform="rotate(${a} 728 884)"/>`
      ).join("")
    : food === "herb"
    ? line("M500 960Q560 860 690 800", materials.leaf.dark, 6) +
      [0, 1, 2, 3, 4, 5, 6].map((i) =>
        ellipse(
          520 + i * 28,
          930 - i * 20 + (i % 2 ? 22 : -24),
          34,
          13,
          i % 2 ? materials.leaf.base : materials.leaf.light,
          `transform="rotate(${i % 2 ? 24 : -78} ${520 + i * 28} ${930 - i * 20})"`,
        )
      ).join("")
    : "";
  return `<g transform="rotate(${random.pick([-12, -6, 9])} 600 600)">${
    path(outline, "#3b2a1c", 'opacity=".26" transform="translate(16 22)"')
  }${path(outline, tone.dark, 'transform="translate(4 9)"')}${
    pen.surface(outline, pen.lit(), 1, 90)
  }${stripes}${groove}${hole}${extra}</g>`;
}

/** A storage jar. */
export function jar(pen: Pen): string {
  const { random, tone, wood } = pen;
  const half = random.between(240, 280);
  const top = random.between(350, 430);
  const shoulder = random.pick([20, 46, 80]);
  const body = d`M${600 - half + shoulder} ${top}Q${600 - half} ${top + 20} ${600 - half} ${top + 100}V930Q${
    600 - half
  } 988 ${600 - half + 60} 992H${600 + half - 60}Q${600 + half} 988 ${600 + half} 930V${top + 100}Q${
    600 + half
  } ${top + 20} ${600 + half - shoulder} ${top}Z`;
  const lidHalf = half - shoulder + 8;
  const lidTone = tone === wood ? materials.ash : wood;
  const lidStyle = pen.style(["flat", "knob", "cork", "crock"], random.pick(["flat", "knob", "cork"]));
  const lid =
    (lidStyle === "crock"
      ? rect(600 - lidHalf - 20, top - 10, lidHalf * 2 + 40, 54, 20, pen.across()) +
        path(
          d`M${600 - lidHalf + 30} ${top - 10}C${600 - lidHalf + 40} ${top - 110} ${600 + lidHalf - 40} ${
            top - 110
          } ${600 + lidHalf - 30} ${top - 10}Z`,
          pen.across(),
        ) +
        ellipse(600, top - 100, 48, 30, pen.ball()) +
        line(
          d`M${600 - half + 4} ${top + 250}h-46v90h46M${600 + half - 4} ${top + 250}h46v90h-46`,
          tone.dark,
          26,
        )
      : lidStyle === "cork"
      ? rect(600 - lidHalf + 26, top - 96, lidHalf * 2 - 52, 110, 18, pen.across(materials.straw))
      : rect(600 - lidHalf, top - 60, lidHalf * 2, 66, 14, pen.across(lidTone)) +
        rect(600 - lidHalf, top - 60, lidHalf * 2, 12, 6, lidTone.light, 'opacity=".7"')) +
    (lidStyle === "knob" ? ellipse(600, top - 82, 50, 34, pen.ball(lidTone)) : "");
  const ground = pen.shadow(630, 1000, half * 1.4, 50);
  const label = random.chance(0.45)
    ? rect(600 - 110, 660, 220, 150, 8, materials.paper.light) +
      line("M530 710H670M550 750H650", "#6b5f52", 7, 'opacity=".7"')
    : "";
  const shine = line(
    d`M${600 - half + 46} ${top + 120}V900`,
    "#fff",
    18,
    `opacity="${pen.clear ? 0.8 : 0.3}"`,
  );
  if (pen.clear) {
    const grain = random.pick(["#c9a468", "#e9dcc0", "#8a5a3c", "#b3683f"]);
    const level = top + 230;
    const inside = d`M${600 - half + 16} ${level}Q600 ${level + 60} ${600 + half - 16} ${level}V930Q${
      600 + half - 20
    } 976 ${600 + half - 60} 980H${600 - half + 60}Q${600 - half + 20} 976 ${600 - half + 16} 930Z`;
    const seeds = pen.like({ colour: "sand", pattern: "dot" }).overlay(0.55);
    return ground +
      path(
        inside,
        pen.across({ base: grain, light: mix(grain, "#ffffff", 0.3), dark: mix(grain, "#2b1a0e", 0.35) }),
      ) + (seeds ? path(inside, seeds) : "") +
      ellipse(600, level + 14, half - 16, 30, mix(grain, "#ffffff", 0.25)) + path(body, pen.across()) +
      label + shine + lid;
  }
  return ground + pen.surface(body, pen.across()) + (random.chance(0.4)
    ? path(
      d`M${600 - half} 800H${600 + half}V930Q${600 + half} 988 ${600 + half - 60} 992H${600 - half + 60}Q${
        600 - half
      } 988 ${600 - half} 930Z`,
      tone.dark,
      'opacity=".4"',
    )
    : "") +
    label + shine + lid;
}

/** The shapes of the kitchen category. */
export const kitchen: ShapeTable = {
  knife: {
    draw: knife,
    stage: "flat",
    height: 700,
    styles: { chef: {}, santoku: {}, bread: {}, paring: {} },
  },
  board: { draw: board, stage: "flat", height: 950, styles: { paddle: {}, round: {}, block: {}, slot: {} } },
  jar: {
    draw: jar,
    stage: "plinth",
    height: 660,
    width: 560,
    styles: { flat: {}, knob: {}, cork: {}, crock: {} },
  },
};
