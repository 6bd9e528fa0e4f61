import { literalPattern } from '../../domain/literal-pattern.ts';

/** What stands in quotation marks is dialogue, whatever words are in it. */
export const quotedLine = /["“”„][^"“”„]{1,300}["“”„]|「[^」]{1,300}」/gu;

const leads =
  "(?:['’]s|(?:,? ?(?:is|was|has|had|does|did|keeps?))?) ?(?:says?|said|saying|asks?|asked|asking|tells?|told|shouts?|shouted|shouting|whispers?|whispered|whispering|answers?|answered|answering)[:,]? ?";
const chineseLeads = ' ?(?:正?在)?(?:说|讲|问|喊|叫|答|回答)(?:道|着|了|过|的是)? ?[:：，,]? ?';

/** Somebody who is named together with a line of theirs. */
export interface SpokenLine {
  readonly name: string;
  /** With its quotation marks. */
  readonly line: string;
}

/**
 * Takes out of a text each line in quotation marks that it says somebody says: Bo says “my mug!”, Bo说“我的杯子！”.
 * @param person whom "he" and "she" mean; null for nobody
 */
export function withoutSpokenLines(
  text: string,
  names: readonly string[],
  person: string | null,
): { readonly rest: string; readonly spoken: readonly SpokenLine[] } {
  const spoken: SpokenLine[] = [];
  let rest = text;
  const speakers = names
    .filter((name) => name.trim() !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((name) => ({ name, written: literalPattern(name.trim()) }));
  if (person !== null) speakers.push({ name: person, written: '(?:he|she|[他她])' });
  for (const { name, written } of speakers) {
    const said = new RegExp(
      `(?<![\\p{Script=Latin}\\p{N}])[@＠]?${written}(?:${leads}|${chineseLeads})(${quotedLine.source})`,
      'giu',
    );
    rest = rest.replaceAll(said, (_, line: string) => {
      spoken.push({ name, line });
      return ' ';
    });
  }
  return { rest, spoken };
}
