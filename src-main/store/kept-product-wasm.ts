/** kept-product.wat, compiled by test/compile-loops.ts; a test holds it to the text. */
export const keptProductWasm =
  'AGFzbQEAAAABCAFgA39/fwF9AwIBAAUDAQABBxQCBm1lbW9yeQIAB3Byb2R1Y3QAAAqDAQGAAQIBfwN7IAEgAkEBdGohAwNAIAH9AAAAIQQgBSAA/QAEACAE/acB/foB/eYB/eQBIQUgBiAA/QAEECAE/agB/foB/eYB/eQBIQYgAEEgaiEAIAFBEGohASABIANJDQALIAUgBv3kASEFIAX9HwAgBf0fAZIgBf0fAiAF/R8DkpIL';
