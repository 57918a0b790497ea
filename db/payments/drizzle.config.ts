/** For drizzle-kit, which writes the migrations from the schema: `deno task generate-migrations`. */
export default { dialect: "sqlite", schema: "./db/payments/schema.ts", out: "./db/payments/migrations" };
