import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { faceRegionsXmp } from '../../../src-main/media/face-regions.ts';

const size = { width: 640, height: 360 };
const read = (xmp: string) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' }).parse(xmp)['x:xmpmeta']['rdf:RDF'][
    'rdf:Description'
  ];

describe('the faces of a picture', () => {
  it('are written with their names, in fractions of the picture, by their middle', () => {
    const box = { x: 0.25, y: 0.1, width: 0.5, height: 0.2 };
    const written = read(faceRegionsXmp('Holiday', size, [{ name: 'Ada', box }]));
    expect(written['dc:title']['rdf:Alt']['rdf:li']['#text']).toBe('Holiday');
    expect(written['Iptc4xmpExt:PersonInImage']['rdf:Bag']['rdf:li']).toBe('Ada');
    const regions = written['mwg-rs:Regions'];
    expect(regions['mwg-rs:AppliedToDimensions']).toMatchObject({ '@stDim:w': '640', '@stDim:h': '360' });
    expect(regions['mwg-rs:RegionList']['rdf:Bag']['rdf:li']).toMatchObject({
      'mwg-rs:Area': {
        '@stArea:x': '0.500000',
        '@stArea:y': '0.200000',
        '@stArea:w': '0.500000',
        '@stArea:h': '0.200000',
        '@stArea:unit': 'normalized',
      },
      'mwg-rs:Type': 'Face',
      'mwg-rs:Name': 'Ada',
    });
  });

  it('are left out where nobody is known, and no name breaks the file', () => {
    expect(read(faceRegionsXmp('T', size, []))['mwg-rs:Regions']).toBeUndefined();
    const name = '</rdf:li> & "Ada" \u0001\ud800';
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const written = read(faceRegionsXmp(name, size, [{ name, box }]));
    expect(written['mwg-rs:Regions']['mwg-rs:RegionList']['rdf:Bag']['rdf:li']['mwg-rs:Name']).toContain(
      '</rdf:li> & "Ada"',
    );
  });
});
