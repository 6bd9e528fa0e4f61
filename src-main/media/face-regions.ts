import { XMLBuilder } from 'fast-xml-parser';
import type { Box } from '../domain/box.ts';
import { allowedInXml } from './xml-text.ts';

/** A face of a picture, and whose it is. */
export interface NamedFace {
  readonly name: string;
  readonly box: Box;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/**
 * XMP metadata that says what a picture is called and whose faces are where in it, as regions of the Metadata Working
 * Group ("Guidelines for handling image metadata" 2.0, section 5.9), which Lightroom, digiKam and others read.
 */
export function faceRegionsXmp(title: string, size: PictureSize, faces: readonly NamedFace[]): string {
  const names = [...new Set(faces.map(({ name }) => allowedInXml(name)))];
  return builder.build({
    'x:xmpmeta': {
      '@xmlns:x': 'adobe:ns:meta/',
      'rdf:RDF': {
        '@xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
        'rdf:Description': {
          '@rdf:about': '',
          '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
          '@xmlns:Iptc4xmpExt': 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
          '@xmlns:mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
          '@xmlns:stDim': 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
          '@xmlns:stArea': 'http://ns.adobe.com/xmp/sType/Area#',
          'dc:title': {
            'rdf:Alt': { 'rdf:li': { '@xml:lang': 'x-default', '#text': allowedInXml(title) } },
          },
          ...(names.length > 0 && {
            'dc:subject': { 'rdf:Bag': { 'rdf:li': names } },
            'Iptc4xmpExt:PersonInImage': { 'rdf:Bag': { 'rdf:li': names } },
            'mwg-rs:Regions': { '@rdf:parseType': 'Resource', ...regionsOf(size, faces) },
          }),
        },
      },
    },
  });
}

function regionsOf({ width, height }: PictureSize, faces: readonly NamedFace[]): object {
  return {
    'mwg-rs:AppliedToDimensions': { '@stDim:w': width, '@stDim:h': height, '@stDim:unit': 'pixel' },
    'mwg-rs:RegionList': {
      'rdf:Bag': {
        'rdf:li': faces.map(({ name, box }) => ({
          '@rdf:parseType': 'Resource',
          // An area is told by its middle, in fractions of the picture.
          'mwg-rs:Area': {
            '@stArea:x': fraction(box.x + box.width / 2),
            '@stArea:y': fraction(box.y + box.height / 2),
            '@stArea:w': fraction(box.width),
            '@stArea:h': fraction(box.height),
            '@stArea:unit': 'normalized',
          },
          'mwg-rs:Type': 'Face',
          'mwg-rs:Name': allowedInXml(name),
        })),
      },
    },
  };
}

function fraction(value: number): string {
  return value.toFixed(6);
}
