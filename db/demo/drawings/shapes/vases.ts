import { branch, leaf } from "../foliage.ts";
import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path } from "../svg.ts";

/** A vase with a few stems. */
export function vase(pen: Pen): string {
  const { random, tone } = pen;
  const lot = random.pick(["bottle", "ball", "amphora", "cylinder", "ring"]);
  const style = pen.style(["bottle", "ball", "amphora", "cylinder", "ring", "jug", "drop"], lot);
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
    jug:
      "M500 520Q520 570 480 640C400 740 400 900 480 980Q486 994 500 994H700Q714 994 720 980C800 900 800 740 720 640Q680 570 700 520Z",
    drop: "M556 520C556 640 400 700 390 850Q386 994 500 994H700Q814 994 810 850C800 700 644 640 644 520Z",
  }[style];
  const mouth = { bottle: 38, ball: 60, amphora: 70, cylinder: 130, ring: 45, jug: 100, drop: 44 }[style];
  const rim = style === "ball" ? 560 : top;
  const some = random.pick(["eucalyptus", "grass", "blossom"]);
  const kind = pen.options.style === "amphora" ? "grass" : some;
  let stems = "";
  const from = [600, rim + 20] as const;
  const ways = [[-190, 380], [150, 420], [-40, 460], [240, 300]] as const;
  for (const [dx, dy] of ways.slice(0, pen.options.style === "bottle" ? 1 : random.pick([3, 4]))) {
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
  const grip = style === "jug"
    ? line("M706 560C860 540 880 800 752 800", tone.dark, 44) +
      line("M706 556C860 536 880 796 752 796", tone.base, 32)
    : "";
  const see = pen.clear ? path(body, "#bcd6d6", 'opacity=".35"') : "";
  return pen.shadow(625, 1000, 300, 42) + stems + grip + see + pen.surface(body, pen.across()) + hole +
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
  const handle = random.chance(0.5)
    ? d`M360 ${top + 40}C180 ${top - 60} 170 900 350 900`
    : d`M380 ${top + 20}C340 ${top - 330} 660 ${top - 330} 690 ${top + 10}`;
  const grip = random.chance(0.4) ? wood : tone;
  const body = random.chance(0.5)
    ? d`M360 ${top}L330 950Q330 994 380 994H700Q750 994 750 950L720 ${top}Z`
    : d`M380 ${top}C300 ${top + 120} 300 900 380 994H700C780 900 780 ${top + 120} 700 ${top}Z`;
  const rose = pen.style(["rose", "spout"], random.chance(0.6) ? "rose" : "spout") === "rose"
    ? path("M936 486L1062 560L1020 610L960 560Z", pen.lit()) +
      ellipse(1002, 520, 82, 22, pen.shade(), 'transform="rotate(30 1002 520)"')
    : ellipse(1004, 512, 26, 12, tone.dark, 'transform="rotate(30 1004 512)"');
  return pen.shadow(600, 1000, 360, 46) + line(handle, grip.dark, 40) + line(handle, grip.base, 30) +
    line(handle, grip.light, 7, 'transform="translate(-5 -6)" opacity=".7"') +
    path("M690 960L720 840L972 500L1026 536L760 960Z", pen.lit()) + rose +
    pen.surface(body, pen.across()) + ellipse(540, top, 180, 32, mix(tone.base, tone.light, 0.5)) +
    path(
      d`M360 ${top}A180 32 0 0 0 720 ${top}A180 24 0 0 0 470 ${top - 4}Q400 ${top - 4} 360 ${top}Z`,
      pen.shade(),
    ) + line(d`M400 ${top + 80}L386 900`, "#fff", 16, 'opacity=".28"');
}

/** The vases and watering cans of the plants category. */
export const vases: ShapeTable = {
  vase: {
    draw: vase,
    stage: "plinth",
    height: 920,
    width: 560,
    styles: { bottle: {}, ball: {}, amphora: { stage: "floor" }, cylinder: {}, ring: {}, jug: {}, drop: {} },
  },
  "watering-can": {
    draw: wateringCan,
    stage: "plinth",
    height: 700,
    width: 860,
    styles: { rose: {}, spout: {} },
  },
};
