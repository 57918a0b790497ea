import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { block, face, project, rod } from "../solid.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A shallow cabinet on the wall whose front folds down to write on. */
function wallDesk(pen: Pen): string {
  const { tone, metal } = pen;
  const inside = mix(tone.dark, tone.base, 0.35);
  const holes = [0, 1, 2, 3].map((i) => rect(216 + i * 196, 340, 180, 150, 4, inside)).join("") +
    rect(216, 510, 768, 150, 4, inside);
  const letters = rect(240, 400, 60, 90, 2, "#f4efe6") + rect(310, 380, 50, 110, 2, "#c9836a") +
    rect(640, 420, 110, 70, 2, "#e7dcc8") + line("M870 490L850 370M890 490L900 380", "#5d6b74", 9) +
    rect(260, 560, 200, 28, 3, "#8d9a85") + rect(274, 588, 190, 28, 3, "#e7dcc8") +
    rect(254, 616, 220, 42, 3, "#5d6b74");
  return rect(210, 330, 830, 400, 8, "#3b2a1c", 'opacity=".16"') +
    pen.surface("M190 310H1010V700H190Z", pen.lit()) + holes + letters +
    line("M220 560L240 760M980 560L960 760", metal.base, 7) +
    path("M190 800H1010L1060 900H140Z", "#3b2a1c", 'opacity=".1"') +
    pen.surface("M190 690H1010L1070 790H130Z", pen.down()) + rect(130, 790, 940, 30, 6, pen.shade());
}

/** A desk with drawers. */
export function desk(pen: Pen): string {
  if (pen.options.style === "wall") return wallDesk(pen);
  const { random, tone, metal } = pen;
  const tall = 540;
  const depth = 200;
  const w = 470;
  const apron = random.between(110, 130);
  const limb = (x: number, y: number) =>
    rod(pen, [x * 1.02, y * 1.03, 0], [x, y, tall - apron], 18, 38, tone);
  const lotCount = random.pick([2, 3]);
  const count = pen.options.style ? (pen.options.style === "writing" ? 3 : 2) : lotCount;
  const style = pen.style(["open", "pedestal", "writing", "wall"], random.chance(0.4) ? "pedestal" : "open");
  const pedestal = style === "pedestal";
  let out = pen.shadow(630, 1000, 510, 84, 0.3) + limb(-w + 40, depth - 40) + limb(w - 40, depth - 40);
  if (pedestal) {
    out += block(pen, [150, -depth + 30, 130], [w - 20, depth - 20, tall - 30], { tone, patterned: true });
  }
  out += limb(-w + 40, -depth + 40) + limb(w - 40, -depth + 40);
  const front = pedestal ? 150 : w - 10;
  out += block(pen, [-w + 10, -depth + 10, tall - apron], [w - 10, depth - 10, tall], {
    tone,
    patterned: true,
  });
  const drawer = (x0: number, x1: number, z0: number, z1: number, y: number) => {
    const [hx, hy] = project([(x0 + x1) / 2, y, (z0 + z1) / 2]);
    return line(face([[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]]), tone.dark, 4) +
      line(d`M${hx - 26} ${hy - 2}L${hx + 26} ${hy + 4}`, metal.base, 11);
  };
  for (let i = 0; i < count; i++) {
    const span = (front + w - 10) / count;
    out += drawer(-w + 20 + i * span, -w + 4 + (i + 1) * span, tall - apron + 12, tall - 14, -depth + 10);
  }
  if (pedestal) {
    for (let i = 0; i < 3; i++) out += drawer(166, w - 34, 142 + i * 94, 226 + i * 94, -depth + 30);
  }
  out += block(pen, [-w, -depth, tall], [w, depth, tall + 26], { tone, patterned: true });
  if (style === "writing") {
    const leather = pen.like({ colour: pen.options.colour === "walnut" ? "forest" : "walnut" }).tone;
    out += path(
      face([[-280, -150, tall + 27], [280, -150, tall + 27], [280, 130, tall + 27], [-280, 130, tall + 27]]),
      pen.lit(leather),
    );
  }
  if (!pen.options.style && random.chance(0.5)) {
    out += block(pen, [-w + 10, depth - 90, tall + 30], [w - 10, depth - 6, tall + 120], { tone });
  }
  return out;
}

/** A narrow table along the wall. */
export function consoleTable(pen: Pen): string {
  const { random, tone, metal } = pen;
  const tall = 560;
  const style = pen.style(["drawers", "shelf", "arch"], random.pick(["drawers", "shelf", "arch"]));
  const y = 1000 - tall;
  const frame = pen.clear ? metal : tone;
  const top = path(d`M180 ${y}H1020L990 ${y - 44}H210Z`, mix(tone.base, tone.light, 0.7)) +
    pen.surface(d`M180 ${y}h840v30h-840Z`, pen.down());
  const ground = pen.shadow(610, 1000, 480, 36);
  if (style === "arch") {
    const side = d`M210 ${y + 30}H990V1000H930V860A330 330 0 0 0 270 860V1000H210Z`;
    return ground +
      path(
        d`M270 990V860A330 330 0 0 1 930 860V990H906V864A306 320 0 0 0 294 864V990Z`,
        pen.shade(frame),
      ) + pen.surface(side, pen.lit(frame)) + top;
  }
  const limb = (x: number, fill: string, foot: number) =>
    path(d`M${x - 17} ${y + 20}h34L${x + 11} ${foot}h-22Z`, fill);
  let out = ground + limb(270, pen.shade(frame), 972) + limb(930, pen.shade(frame), 972);
  if (style === "shelf") {
    out += path("M220 850H980L950 818H250Z", mix(frame.base, frame.light, 0.5)) +
      rect(220, 850, 760, 24, 0, pen.down(frame));
  }
  out += limb(222, pen.across(frame), 1000) + limb(978, pen.across(frame), 1000);
  if (style === "drawers") {
    out += pen.surface(d`M200 ${y + 28}h800v120h-800Z`, pen.lit());
    for (let i = 0; i < 3; i++) {
      out += rect(214 + i * 260, y + 44, 252, 90, 4, "none", `stroke="${tone.dark}" stroke-width="4"`) +
        ellipse(340 + i * 260, y + 90, 14, 14, pen.ball(metal));
    }
  }
  return out + top;
}

/** The desks and consoles of the tables category. */
export const desks: ShapeTable = {
  desk: {
    draw: desk,
    stage: "floor",
    height: 640,
    width: 1060,
    styles: { open: {}, pedestal: {}, writing: {}, wall: { stage: "wall", height: 520, width: 960 } },
  },
  console: {
    draw: consoleTable,
    stage: "floor",
    height: 600,
    width: 860,
    styles: { drawers: {}, shelf: {}, arch: {} },
  },
};
