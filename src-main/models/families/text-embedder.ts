/** Brings texts of like meaning to like vectors. */
export interface TextEmbedder {
  readonly modelId: string;
  readonly dimension: number;
  /**
   * One `[dimension]` vector of length 1 for each text. Some models want to know whether a text asks or is asked for:
   * their own prefixes are put in front by the adapter.
   */
  embed(texts: readonly string[], role?: 'query' | 'passage'): Promise<Float32Array[]>;
}
