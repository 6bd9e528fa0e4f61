import type { EvidenceView } from '../../../api/contract.ts';
import { printable } from './printable.ts';

/**
 * Why a moment was found, on one line: `Ada 0.93 · picture: dog, beach 0.81 · "Where is my mug?"`. Each person and concept is
 * named once, at their surest.
 */
export function evidenceText(evidence: readonly EvidenceView[]): string {
  const people = new Map<string, number>();
  const pictures = new Set<string>();
  const lines = new Set<string>();
  for (const piece of evidence) {
    if (piece.kind === 'face') {
      people.set(piece.person, Math.max(people.get(piece.person) ?? 0, piece.confidence));
    } else if (piece.kind === 'concept') {
      people.set(piece.concept, Math.max(people.get(piece.concept) ?? 0, piece.confidence));
    } else if (piece.kind === 'picture') {
      const words = piece.words.map(({ word }) => printable(word)).join(', ');
      const seen = piece.example ? `like ${piece.example}` : words === '' ? 'picture' : `picture: ${words}`;
      pictures.add(`${seen} ${piece.confidence.toFixed(2)}`);
    } else {
      lines.add(`"${printable(piece.text.replaceAll(/\s+/g, ' ').trim())}"`);
    }
  }
  const faces = [...people].map(([name, sure]) => `${printable(name)} ${sure.toFixed(2)}`);
  return [...faces, ...pictures, ...lines].join(' · ');
}
