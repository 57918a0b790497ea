import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** Drinking glasses. */
export function glass(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.style(["tumbler", "wine", "ribbed"], random.pick(["tumbler", "wine", "ribbed"]));
  const body = (stops: number) =>
    pen.gradient(
      [[0, tone.dark, 0.75], [10, tone.light, 0.75], [34, tone.base, stops], [80, tone.base, stops + 0.08], [
        92,
        tone.light,
        0.7,
      ], [100, tone.dark, 0.8]],
      [0, 0],
      [100, 0],
    );
  const water = pen.gradient(
    [[0, mix(tone.base, "#bcd4d8", 0.5), 0.55], [100, mix(tone.base, "#9fc0c6", 0.5), 0.65]],
    [0, 0],
    [0, 100],
  );
  const shine = (x: number, y: number, h: number) => line(d`M${x} ${y}v${h}`, "#fff", 12, 'opacity=".75"');
  if (style === "wine") {
    const one = (cx: number, s: number, y: number) => {
      const bowlPath = d`M${cx - 120 * s} ${y - 660 * s}C${cx - 190 * s} ${y - 420 * s} ${cx - 120 * s} ${
        y - 300 * s
      } ${cx} ${y - 290 * s}S${cx + 190 * s} ${y - 420 * s} ${cx + 120 * s} ${y - 660 * s}Z`;
      return pen.shadow(cx + 20, y, 190 * s, 26) + ellipse(cx, y - 12, 130 * s, 22 * s, body(0.35)) +
        rect(cx - 8 * s, y - 300 * s, 16 * s, 290 * s, 6, body(0.5)) +
        path(
          d`M${cx - 158 * s} ${y - 470 * s}Q${cx - 120 * s} ${y - 300 * s} ${cx} ${y - 296 * s}T${
            cx + 158 * s
          } ${y - 470 * s}A158 18 0 0 1 ${cx - 158 * s} ${y - 470 * s}Z`,
          pen.clear ? "#8c3f46" : water,
          'opacity=".8"',
        ) + path(bowlPath, body(0.16)) +
        ellipse(
          cx,
          y - 660 * s,
          120 * s,
          18 * s,
          "#fff",
          `opacity=".5" stroke="${tone.dark}" stroke-width="3"`,
        ) + shine(cx - 100 * s, y - 590 * s, 140 * s);
    };
    return one(765, 0.98, 975) + one(455, 1.06, 1000);
  }
  const ribbed = style === "ribbed";
  const one = (cx: number, y: number, half: number, tall: number) => {
    const top = y - tall;
    const foot = half * 0.82;
    const outline = d`M${cx - half} ${top}L${cx - foot} ${y - 20}Q${cx - foot} ${y} ${cx - foot + 26} ${y}H${
      cx + foot - 26
    }Q${cx + foot} ${y} ${cx + foot} ${y - 20}L${cx + half} ${top}Z`;
    const level = top + tall * 0.36;
    let ribs = "";
    if (ribbed) {
      for (let i = -4; i <= 4; i++) {
        ribs += d`M${cx + (i / 4.6) * half} ${top + 40}L${cx + (i / 4.6) * foot} ${y - 34}`;
      }
    }
    return pen.shadow(cx + 30, y, half * 1.4, 34) +
      path(
        d`M${cx - half * 0.9} ${level}A${half * 0.9} ${half * 0.13} 0 0 0 ${cx + half * 0.9} ${level}L${
          cx + foot - 8
        } ${y - 40}Q${cx} ${y - 16} ${cx - foot + 8} ${y - 40}Z`,
        water,
      ) + ellipse(cx, level, half * 0.92, half * 0.14, mix(tone.light, "#cfe2e4", 0.5), 'opacity=".8"') +
      pen.surface(outline, body(0.22)) +
      path(
        d`M${cx - foot + 6} ${y - 38}Q${cx} ${y - 12} ${cx + foot - 6} ${y - 38}V${y - 14}Q${cx} ${y + 4} ${
          cx - foot + 6
        } ${y - 14}Z`,
        "#fff",
        'opacity=".45"',
      ) + line(ribs, "#fff", 7, 'opacity=".45"') +
      ellipse(cx, top, half, half * 0.16, "#fff", `opacity=".45" stroke="${tone.dark}" stroke-width="4"`) +
      shine(cx - half * 0.72, top + 60, tall * 0.45);
  };
  return one(790, 972, 158, 430) + one(450, 1000, 190, 540);
}

/** A carafe. */
export function carafe(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(210, 250);
  const neck = random.between(66, 84);
  const lip = neck + random.between(20, 46);
  const body = d`M${600 - lip} 240Q${600 - neck} 330 ${600 - neck} 460C${600 - neck} 580 ${600 - half} 620 ${
    600 - half
  } 820C${600 - half} 940 ${600 - half + 30} 990 ${600 - half + 90} 995H${600 + half - 90}C${
    600 + half - 30
  } 990 ${600 + half} 940 ${600 + half} 820C${600 + half} 620 ${600 + neck} 580 ${600 + neck} 460Q${
    600 + neck
  } 330 ${600 + lip} 240Z`;
  const shine = line(
    d`M${600 - half * 0.76} 860Q${600 - half * 0.84} 720 ${600 - half * 0.5} 640`,
    "#fff",
    16,
    `opacity="${pen.clear ? 0.85 : 0.4}"`,
  ) + line(d`M${600 - neck * 0.55} 320V480`, "#fff", 10, 'opacity=".5"');
  const ground = pen.shadow(630, 1000, half * 1.45, 46);
  const style = pen.style(["glass", "jug"], "glass");
  if (style === "jug") {
    const belly =
      "M470 380Q500 470 460 560C360 640 340 860 430 980Q438 994 460 994H720Q742 994 750 980C840 860 820 640 720 560Q680 470 730 380Q670 402 600 402L440 350Z";
    return ground + line("M720 470C920 440 930 800 770 850", tone.dark, 52) +
      line("M720 466C920 436 930 796 770 846", tone.base, 40) + pen.surface(belly, pen.across()) +
      path("M440 350L600 402Q670 402 730 380Q660 352 560 356Z", pen.shade()) +
      line("M430 860Q400 740 470 640", "#fff", 16, 'opacity=".35"');
  }
  if (!pen.options.style && !pen.glossy && !random.chance(0.3)) {
    return ground + pen.surface(body, pen.across()) +
      ellipse(600, 240, lip, 18, mix(tone.base, tone.light, 0.6)) +
      ellipse(600, 243, lip - 12, 12, pen.shade()) + shine;
  }
  const see = pen.gradient(
    [[0, tone.dark, 0.8], [9, tone.light, 0.8], [34, tone.base, 0.25], [82, tone.base, 0.35], [
      93,
      tone.light,
      0.7,
    ], [100, tone.dark, 0.85]],
    [0, 0],
    [100, 0],
  );
  const water = d`M${600 - half * 0.86} 690A${half * 0.86} 30 0 0 0 ${600 + half * 0.86} 690C${
    600 + half + 4
  } 780 ${600 + half - 4} 960 ${600 + half - 94} 985H${600 - half + 94}C${600 - half + 4} 960 ${
    600 - half - 4
  } 780 ${600 - half * 0.86} 690Z`;
  const stopper = pen.options.style === "glass" || random.chance(0.5)
    ? ellipse(600, 175, 72, 72, pen.ball(pen.wood))
    : "";
  return ground + path(water, mix(tone.base, "#aecbd0", 0.6), 'opacity=".65"') +
    ellipse(600, 690, half * 0.87, 30, mix(tone.light, "#d8e8e9", 0.5), 'opacity=".9"') +
    pen.surface(body, see) + stopper +
    ellipse(600, 240, lip, 18, "#fff", `opacity=".55" stroke="${tone.dark}" stroke-width="4"`) + shine;
}

/** The glasses and carafes of the tableware category. */
export const glassware: ShapeTable = {
  glass: {
    draw: glass,
    stage: "plinth",
    height: 620,
    width: 720,
    styles: { tumbler: {}, wine: {}, ribbed: {} },
  },
  carafe: {
    draw: carafe,
    stage: "plinth",
    height: 770,
    width: 500,
    styles: { glass: {}, jug: { height: 700, width: 700 } },
  },
};
