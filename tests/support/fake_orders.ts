/** The orders service as an edge meets it: what was asked of it, and what it answers next. */
export interface FakeOrders {
  /** For the edge: what is not for the orders service goes on to the centre. */
  readonly fetch: typeof fetch;
  readonly asked: Request[];
  /** The next answers, in order; beyond them the line is cut. */
  answers: (() => Response | Promise<Response>)[];
  /** Forgets both. */
  reset(): void;
}

export function fakeOrders(): FakeOrders {
  const orders: FakeOrders = {
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith("/v1/orders")) return await fetch(request);
      orders.asked.push(request);
      return await (orders.answers.shift() ?? (() => Response.error()))();
    },
    asked: [],
    answers: [],
    reset() {
      orders.asked.length = 0;
      orders.answers = [];
    },
  };
  return orders;
}
