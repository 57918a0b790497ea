import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import {
  formatCookie,
  isOwnForm,
  pathAndQuery,
  readCookie,
  readForm,
  readReferrer,
} from "./request_facts.ts";

const url = "https://shop.example/fr-fr/basket";
const request = (headers: Record<string, string>, body?: BodyInit) =>
  new Request(url, { method: body === undefined ? "GET" : "POST", headers, body });

type Form = Awaited<ReturnType<typeof readForm>>;
const field = (form: Form, name: string) => form instanceof URLSearchParams ? form.get(name) : null;
async function status(reading: Promise<Form>) {
  const form = await reading;
  return form instanceof Response ? [form.status, form.headers.get("connection")] : null;
}

describe("request facts", () => {
  it("reads cookies", () => {
    const cookies = request({ cookie: "a=1; basket=1.2s-2;xbasket=no; basket=second" });
    expect(readCookie(cookies, "basket")).toBe("1.2s-2");
    expect(readCookie(cookies, "ket")).toBe(null);
    expect(readCookie(request({}), "basket")).toBe(null);
  });

  it("writes cookies that scripts cannot read", () => {
    expect(formatCookie("basket", "1.2s", { maxAgeSeconds: 60, https: true })).toBe(
      "basket=1.2s; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    );
    expect(formatCookie("basket", "", { maxAgeSeconds: 0, https: false })).toBe(
      "basket=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    );
  });

  it("tells our own forms from forged ones", () => {
    const own = (headers: Record<string, string>) => isOwnForm(request(headers), "https://shop.example");
    expect(own({ "sec-fetch-site": "same-origin", origin: "https://shop.example" })).toBe(true);
    expect(own({ "sec-fetch-site": "cross-site", origin: "https://evil.example" })).toBe(false);
    expect(own({ "sec-fetch-site": "same-site" })).toBe(false);
    expect(own({ origin: "https://evil.example" })).toBe(false);
    expect(own({ origin: "null" })).toBe(false);
    expect(own({ origin: "https://shop.example" })).toBe(true);
    expect(own({ origin: "http://127.0.0.1:8000", host: "127.0.0.1:8000" })).toBe(true);
    expect(own({})).toBe(true);
  });

  it("knows which of our own pages led here", () => {
    const from = (referer: string) => readReferrer(request({ referer }), "https://shop.example");
    expect(from("https://shop.example/fr-fr/c/x?sort=newest")).toBe("/fr-fr/c/x");
    expect(from("https://evil.example/fr-fr/")).toBe(null);
    expect(from("about:client")).toBe(null);
    expect(readReferrer(request({}), "https://shop.example")).toBe(null);
  });

  it("takes the path as it was sent", () => {
    expect(pathAndQuery("http://x/fr-fr/c/%E3%81%82?a=1")).toBe("/fr-fr/c/%E3%81%82?a=1");
    expect(pathAndQuery("http://x")).toBe("/");
  });

  it("reads forms, and none that is too large or no form", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(field(await readForm(request(form, "sku=A%20B&quantity=2")), "sku")).toBe("A B");
    expect(await status(readForm(request(form, "a=" + "b".repeat(17_000))))).toEqual([413, "close"]);
    expect(await readForm(request({ "content-type": "application/json" }, "{}"))).toBe(null);
  });

  it("carries out no form in part: not one that is too slow, not one that is cut off", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const body = (end: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("sku=A&quantity=1"));
          end(controller);
        },
      });
    expect(await status(readForm(request(form, body(() => {})), 20))).toEqual([408, "close"]);
    expect(await readForm(request(form, body((controller) => controller.error(new Error("hung up")))), 20))
      .toBe(null);
    expect(field(await readForm(request(form, body((controller) => controller.close())), 20), "quantity"))
      .toBe("1");
  });
});
