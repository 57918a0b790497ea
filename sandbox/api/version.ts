/**
 * The version of Stripe's API that the sandbox speaks: the one that the official SDK asks for by itself. Its objects
 * have the shape of this version only.
 */
export const apiVersion = "2026-10-28.endive";
