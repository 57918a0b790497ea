/** For drizzle-kit, which writes the migrations from the schema: `deno task generate-migrations`. */
export default { dialect: "sqlite", schema: "./db/orders/schema.ts", out: "./db/orders/migrations" };
