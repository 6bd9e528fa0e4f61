import { XMLParser } from 'fast-xml-parser';
import type { TimedCue } from './timed-cue.ts';
import { TtmlClock } from './ttml-clock.ts';

/** An element as the parser gives it in document order: its name, or `#text`, is the one key beside `:@`. */
type XmlNode = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, string>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities that a file defines itself could swell without end; the usual ones are read with the text.
  processEntities: false,
});

/** Deeper elements are not looked into: no player writes them. */
const maxDepth = 60;
/** Shown for this long when neither an element nor one around it says when it ends. */
const openSeconds = 3;

interface Span {
  readonly start: number;
  readonly end: number | null;
  /** Whether the element or one around it says when it begins. */
  readonly isTimed: boolean;
  readonly agent: string | null;
}

/**
 * The paragraphs of TTML (also DFXP, EBU-TT, IMSC text) with the agents that they name. Times of an element count from
 * the beginning of the one around it. Text that is no XML at all gives nothing.
 */
export function ttmlCues(text: string): TimedCue[] {
  let document: XmlNode[];
  try {
    document = parser.parse(text) as XmlNode[];
  } catch {
    return [];
  }
  const root = document.find((node) => nameOf(node) === 'tt');
  if (!root) return [];
  const clock = new TtmlClock(attributesOf(root));
  const agents = agentNames(root);
  const cues: TimedCue[] = [];

  const paragraph = (node: XmlNode, span: Span, depth: number): void => {
    // Parts that come one after the other are cues of their own.
    const parts = depth < maxDepth ? childrenOf(node).filter(isTimed) : [];
    for (const part of parts) paragraph(part, spanOf(attributesOf(part), span, clock), depth + 1);
    if (parts.length > 0 || !span.isTimed) return;
    const { start, end, agent } = span;
    const speakers = agent === null ? {} : { speakers: [agents.get(agent) ?? agent] };
    cues.push({ start, end: end ?? start + openSeconds, text: textOf(node, depth), ...speakers });
  };
  const visit = (node: XmlNode, around: Span, depth: number): void => {
    const span = spanOf(attributesOf(node), around, clock);
    if (nameOf(node) === 'p') paragraph(node, span, depth);
    else if (depth < maxDepth && /^(tt|body|div)$/.test(nameOf(node))) {
      for (const child of childrenOf(node)) visit(child, span, depth + 1);
    }
  };
  visit(root, { start: 0, end: null, isTimed: false, agent: null }, 0);
  return cues;
}

function isTimed(node: XmlNode): boolean {
  return nameOf(node) === 'span' && attributesOf(node)['begin'] !== undefined;
}

function spanOf(attributes: Attributes, around: Span, clock: TtmlClock): Span {
  const begin = clock.seconds(attributes['begin']);
  const end = clock.seconds(attributes['end']);
  const length = clock.seconds(attributes['dur']);
  const start = around.start + (begin ?? 0);
  const ends = [
    around.end,
    end === null ? null : around.start + end,
    length === null ? null : start + length,
  ];
  const known = ends.filter((time) => time !== null);
  return {
    start,
    end: known.length > 0 ? Math.min(...known) : null,
    isTimed: around.isTimed || begin !== null,
    agent: attributes['agent']?.trim().split(/\s+/)[0] ?? around.agent,
  };
}

/** The names of the agents that the head describes, by their ids. */
function agentNames(root: XmlNode): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (node: XmlNode, depth: number): void => {
    if (depth > 5) return;
    if (nameOf(node) === 'agent') {
      const id = attributesOf(node)['id'];
      const name = textOf(node, depth).replace(/\s+/g, ' ').trim();
      if (id !== undefined && name !== '') names.set(id, name);
      return;
    }
    for (const child of childrenOf(node)) visit(child, depth + 1);
  };
  for (const child of childrenOf(root)) if (nameOf(child) === 'head') visit(child, 0);
  return names;
}

function textOf(node: XmlNode, depth: number): string {
  if (depth > maxDepth) return '';
  return childrenOf(node)
    .map((child) => {
      const name = nameOf(child);
      if (name === '#text') return String(child['#text']).replace(/\s+/g, ' ');
      return name === 'br' ? '\n' : name === 'metadata' ? '' : textOf(child, depth + 1);
    })
    .join('');
}

function nameOf(node: XmlNode): string {
  for (const key in node) if (key !== ':@') return key;
  return '';
}

function childrenOf(node: XmlNode): readonly XmlNode[] {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? (children as XmlNode[]) : [];
}

function attributesOf(node: XmlNode): Attributes {
  return (node[':@'] as Attributes | undefined) ?? {};
}
