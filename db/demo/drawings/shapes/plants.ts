import { branch, leaf, plant } from "../foliage.ts";
import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A round pot with its rim on `top` and its foot on `bottom`. */
function vesselPot(pen: Pen, top: number, bottom: number, half: number, foot: number, belly: number): string {
  const { tone } = pen;
  const ry = half * 0.17;
  const body = d`M${600 - half} ${top}C${600 - half - belly} ${top + (bottom - top) * 0.5} ${
    600 - foot - belly
  } ${bottom - 50} ${600 - foot} ${bottom - 12}A${foot} ${foot * 0.14} 0 0 0 ${600 + foot} ${bottom - 12}C${
    600 + foot + belly
  } ${bottom - 50} ${600 + half + belly} ${top + (bottom - top) * 0.5} ${600 + half} ${top}Z`;
  return pen.surface(body, pen.across()) + ellipse(600, top, half, ry, mix(tone.base, tone.light, 0.6)) +
    ellipse(600, top + 3, half - 14, ry - 7, "#4b382a") +
    line(d`M${600 - half * 0.74} ${top + 60}V${bottom - 70}`, "#fff", 14, 'opacity=".18"');
}

/** A plant in its pot. */
export function potPlant(pen: Pen): string {
  const { random } = pen;
  const kind = random.pick(["rubber", "snake", "palm", "olive"]);
  const half = random.between(165, 200);
  const top = random.between(720, 760);
  const pot = vesselPot(pen, top, 1000, half, half * random.pick([0.7, 0.84]), random.pick([0, 14]));
  const rim = d`M${600 - half} ${top}A${half} ${half * 0.17} 0 0 0 ${600 + half} ${top}`;
  return pen.shadow(625, 1000, half * 1.6, 42) + pot +
    plant(pen, kind, 600, top + 10, random.between(560, 600)) + line(rim, pen.tone.light, 7, 'opacity=".8"');
}

/** A planter on legs, or a long trough with herbs. */
export function planter(pen: Pen): string {
  const { random, tone, wood } = pen;
  if (random.chance(0.4)) {
    let green = "";
    for (let i = 0; i < 7; i++) {
      const x = 270 + i * 110;
      green += plant(
        pen,
        i % 3 === 1 ? "snake" : i % 3 === 2 ? "rubber" : "olive",
        x,
        700,
        i % 3 === 1 ? 260 : 280,
      );
    }
    return pen.shadow(620, 1000, 520, 46) + green.slice(0, 0) + [0, 1, 2, 3].map((i) =>
      plant(pen, i % 2 === 0 ? "palm" : "snake", 300 + i * 200, 710, i % 2 === 0 ? 330 : 300)
    ).join("") + path("M180 690H1020L990 980Q988 994 970 994H230Q212 994 210 980Z", pen.lit()) +
      pen.surface("M180 690H1020L990 980Q988 994 970 994H230Q212 994 210 980Z", "none") +
      rect(166, 678, 868, 44, 10, pen.down()) + rect(166, 678, 868, 10, 5, tone.light);
  }
  const half = random.between(230, 260);
  const legs = [[-half * 0.8, -half * 0.95], [half * 0.8, half * 0.95]].map(([a = 0, b = 0]) =>
    path(d`M${600 + a - 17} 640h34L${600 + b + 13} 1000h-26Z`, pen.across(wood))
  ).join("");
  const low = path(d`M${600 - 14} 700h28v260h-28Z`, pen.shade(wood));
  const body = d`M${600 - half} 560C${600 - half} 780 ${600 - half * 0.8} 880 600 885S${600 + half} 780 ${
    600 + half
  } 560Z`;
  const straight = d`M${600 - half} 560V830Q${600 - half} 880 ${600 - half + 50} 882H${600 + half - 50}Q${
    600 + half
  } 880 ${600 + half} 830V560Z`;
  return pen.shadow(620, 1000, half * 1.4, 42) + low + plantBehind(pen) +
    pen.surface(random.chance(0.5) ? body : straight, pen.across()) + legs +
    path(d`M${600 - half * 0.86} 800h${half * 1.72}v24h${-half * 1.72}Z`, pen.down(wood)) +
    ellipse(600, 560, half, half * 0.17, mix(tone.base, tone.light, 0.6)) +
    ellipse(600, 563, half - 16, half * 0.17 - 8, "#4b382a") +
    plant(pen, random.pick(["snake", "rubber", "palm"]), 600, 570, 430);
}

function plantBehind(pen: Pen): string {
  return ellipse(600, 890, 150, 14, pen.tone.dark, 'opacity=".25"');
}

/** A vase with a few stems. */
export function vase(pen: Pen): string {
  const { random, tone } = pen;
  const style = random.pick(["bottle", "ball", "amphora", "cylinder", "ring"]);
  const top = 520;
  const body = {
    bottle:
      "M562 520V640C562 700 410 730 410 860Q410 994 500 994H700Q790 994 790 860C790 730 638 700 638 640V520Z",
    ball:
      "M540 600C380 630 340 760 350 820C360 940 450 994 600 994S840 940 850 820C860 760 820 630 660 600V560H540Z",
    amphora:
      "M530 520Q550 580 500 620C400 690 420 860 520 980Q524 994 540 994H660Q676 994 680 980C780 860 800 690 700 620Q650 580 670 520Z",
    cylinder: "M470 520V970Q470 994 500 994H700Q730 994 730 970V520Z",
    ring:
      "M555 520V600C420 620 360 720 360 800C360 920 470 994 600 994S840 920 840 800C840 720 780 620 645 600V520ZM600 708a92 92 0 1 1 -.1 0Z",
  }[style];
  const mouth = { bottle: 38, ball: 60, amphora: 70, cylinder: 130, ring: 45 }[style];
  const rim = style === "ball" ? 560 : top;
  const kind = random.pick(["eucalyptus", "grass", "blossom"]);
  let stems = "";
  const from = [600, rim + 20] as const;
  const ways = [[-190, 380], [150, 420], [-40, 460], [240, 300]] as const;
  for (const [dx, dy] of ways.slice(0, random.pick([3, 4]))) {
    const to = [600 + dx, rim - dy + 20] as const;
    const bend = [600 + dx * 0.2, rim - dy * 0.6] as const;
    if (kind === "eucalyptus") {
      stems += branch(from, bend, to, {
        count: 9,
        length: 74,
        width: 36,
        tone: materials.eucalyptus,
        spread: 62,
      });
    } else if (kind === "grass") {
      const straw = materials.straw;
      stems += line(d`M${from[0]} ${from[1]}Q${bend[0]} ${bend[1]} ${to[0]} ${to[1]}`, straw.dark, 5) +
        leaf(600 + dx * 0.72, rim - dy * 0.74, dy * 0.42, 30, dx * 0.11, straw.light) +
        leaf(600 + dx * 0.74, rim - dy * 0.72, dy * 0.4, 18, dx * 0.14, straw.base);
    } else {
      stems += line(d`M${from[0]} ${from[1]}Q${bend[0]} ${bend[1]} ${to[0]} ${to[1]}`, "#6d5541", 7);
      for (let i = 0; i < 6; i++) {
        const t = 0.45 + i * 0.11;
        const x = 600 + dx * t * t + (i % 2 ? 22 : -20);
        const y = rim + 20 - dy * t;
        stems += ellipse(x, y, 21, 19, i % 3 ? "#f4dcd2" : "#fbf3ec") +
          ellipse(x + 4, y + 3, 6, 6, "#d99f8c");
      }
    }
  }
  const hole = style === "ring"
    ? ellipse(600, 800, 92, 92, "none", `stroke="${tone.dark}" stroke-width="9" stroke-opacity=".55"`)
    : "";
  const see = pen.clear ? path(body, "#bcd6d6", 'opacity=".35"') : "";
  return pen.shadow(625, 1000, 300, 42) + stems + see + pen.surface(body, pen.across()) + hole +
    ellipse(600, rim, mouth, mouth * 0.2, mix(tone.base, tone.light, 0.5), pen.clear ? 'opacity=".6"' : "") +
    ellipse(600, rim + 2, mouth - 10, mouth * 0.13, pen.shade(), pen.clear ? 'opacity=".4"' : "") +
    line(
      style === "cylinder" ? "M500 600V920" : "M452 900Q440 800 500 720",
      "#fff",
      15,
      `opacity="${pen.clear ? 0.8 : 0.3}"`,
    );
}

/** A can for watering. */
export function wateringCan(pen: Pen): string {
  const { random, tone, wood } = pen;
  const top = random.between(560, 600);
  const spout = "M700 940L1000 520";
  const handle = random.chance(0.5)
    ? d`M360 ${top + 40}C180 ${top - 60} 170 900 350 900`
    : d`M380 ${top + 20}C340 ${top - 330} 660 ${top - 330} 690 ${top + 10}`;
  const grip = random.chance(0.4) ? wood : tone;
  const body = random.chance(0.5)
    ? d`M360 ${top}L330 950Q330 994 380 994H700Q750 994 750 950L720 ${top}Z`
    : d`M380 ${top}C300 ${top + 120} 300 900 380 994H700C780 900 780 ${top + 120} 700 ${top}Z`;
  const rose = random.chance(0.6)
    ? path("M936 486L1062 560L1020 610L960 560Z", pen.lit()) +
      ellipse(1002, 520, 82, 22, pen.shade(), 'transform="rotate(30 1002 520)"')
    : ellipse(1004, 512, 26, 12, tone.dark, 'transform="rotate(30 1004 512)"');
  return pen.shadow(600, 1000, 360, 46) + line(handle, grip.dark, 40) + line(handle, grip.base, 30) +
    line(handle, grip.light, 7, 'transform="translate(-5 -6)" opacity=".7"') +
    path("M690 960L720 840L972 500L1026 536L760 960Z", pen.lit()) + line(spout, tone.dark, 0) + rose +
    pen.surface(body, pen.across()) + ellipse(540, top, 180, 32, mix(tone.base, tone.light, 0.5)) +
    path(
      d`M360 ${top}A180 32 0 0 0 720 ${top}A180 24 0 0 0 470 ${top - 4}Q400 ${top - 4} 360 ${top}Z`,
      pen.shade(),
    ) + line(d`M400 ${top + 80}L386 900`, "#fff", 16, 'opacity=".28"');
}

/** A planter hanging from the ceiling. */
export function hangingPlanter(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(200, 235);
  const top = 560;
  const cord = "#a98a62";
  const body = d`M${600 - half} ${top}C${600 - half} ${top + 200} ${600 - half * 0.5} ${top + 260} 600 ${
    top + 262
  }S${600 + half} ${top + 200} ${600 + half} ${top}Z`;
  const straight = d`M${600 - half} ${top}L${600 - half * 0.74} ${top + 230}Q${600 - half * 0.7} ${
    top + 256
  } ${600 - half * 0.6} ${top + 258}H${600 + half * 0.6}Q${600 + half * 0.7} ${top + 256} ${
    600 + half * 0.74
  } ${top + 230}L${600 + half} ${top}Z`;
  let vines = "";
  for (const [dx, drop] of [[-1.05, 420], [-0.7, 300], [0.72, 360], [1.06, 460]] as const) {
    const x = 600 + dx * half;
    vines += branch([600 + dx * half * 0.7, top], [x + dx * 40, top - 50], [
      x + dx * 16,
      top + drop * random.between(0.85, 1.05),
    ], { count: 12, length: 72, width: 30, tone: materials.leaf, spread: 58 });
  }
  const macrame = random.chance(0.5)
    ? line(
      d`M${600 - half} ${top}Q${600 - half * 0.9} ${top + 220} 600 ${top + 300}Q${600 + half * 0.9} ${
        top + 220
      } ${600 + half} ${top}M600 ${top + 20}V${top + 300}`,
      cord,
      9,
    ) + ellipse(600, top + 296, 20, 16, cord) +
      line(d`M600 ${top + 300}l-16 120M600 ${top + 300}v130M600 ${top + 300}l16 122`, cord, 7)
    : "";
  return line(
    d`M600 -700V160M600 160L${600 - half} ${top}M600 160L${600 + half} ${top}M600 160V${top - 20}`,
    cord,
    9,
  ) + ellipse(600, 160, 17, 17, pen.ball(pen.metal)) + plant(pen, "palm", 600, top + 10, 330) +
    pen.surface(random.chance(0.5) ? body : straight, pen.across()) +
    ellipse(600, top, half, half * 0.13, mix(tone.base, tone.light, 0.6)) +
    ellipse(600, top + 3, half - 14, half * 0.13 - 7, "#4b382a") + macrame + vines;
}

/** The shapes of the plants category. */
export const plants: ShapeTable = {
  "pot-plant": { draw: potPlant, stage: "floor", height: 840, width: 600 },
  planter: { draw: planter, stage: "floor", height: 840, width: 680 },
  vase: { draw: vase, stage: "plinth", height: 920, width: 560 },
  "watering-can": { draw: wateringCan, stage: "plinth", height: 700, width: 860 },
  "hanging-planter": { draw: hangingPlanter, stage: "ceiling", height: 900 },
};
