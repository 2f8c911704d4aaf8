import fc from "fast-check";

// CI judges a change, so it must judge the same twice. New counterexamples are looked for on people's machines.
if (process.env["CI"]) fc.configureGlobal({ seed: 20_261_123 });
