import protobuf from 'protobufjs/light.js';

const text = (id: number) => ({ type: 'string', id });
const bytes = (id: number) => ({ type: 'bytes', id });
const int32 = (id: number) => ({ type: 'int32', id });
const int64 = (id: number) => ({ type: 'int64', id });
const float = (id: number) => ({ type: 'float', id });
const of = (type: string, id: number) => ({ type, id });
const many = (field: { type: string; id: number }) => ({ rule: 'repeated', ...field });
/** By the rules of this edition a field that says 0 or nothing is not the same as one that is not there. */
const message = (fields: Record<string, protobuf.IField>) => ({ edition: '2023', fields });

/**
 * The messages of the public ONNX specification (https://onnx.ai, Apache-2.0) by their published field numbers. Left out
 * is what running a model does not need: training information and the assignment of nodes to devices.
 */
const schema = protobuf.Root.fromJSON({
  nested: {
    onnx: {
      nested: {
        AttributeProto: message({
          name: text(1),
          f: float(2),
          i: int64(3),
          s: bytes(4),
          t: of('TensorProto', 5),
          g: of('GraphProto', 6),
          floats: many(float(7)),
          ints: many(int64(8)),
          strings: many(bytes(9)),
          tensors: many(of('TensorProto', 10)),
          graphs: many(of('GraphProto', 11)),
          docString: text(13),
          tp: of('TypeProto', 14),
          typeProtos: many(of('TypeProto', 15)),
          type: int32(20),
          refAttrName: text(21),
          sparseTensor: of('SparseTensorProto', 22),
          sparseTensors: many(of('SparseTensorProto', 23)),
        }),
        NodeProto: message({
          input: many(text(1)),
          output: many(text(2)),
          name: text(3),
          opType: text(4),
          attribute: many(of('AttributeProto', 5)),
          docString: text(6),
          domain: text(7),
          overload: text(8),
          metadataProps: many(of('StringStringEntryProto', 9)),
        }),
        Segment: message({ begin: int64(1), end: int64(2) }),
        TensorProto: message({
          dims: many(int64(1)),
          dataType: int32(2),
          segment: of('Segment', 3),
          floatData: many(float(4)),
          int32Data: many(int32(5)),
          stringData: many(bytes(6)),
          int64Data: many(int64(7)),
          name: text(8),
          rawData: bytes(9),
          doubleData: many(of('double', 10)),
          uint64Data: many(of('uint64', 11)),
          docString: text(12),
          externalData: many(of('StringStringEntryProto', 13)),
          dataLocation: int32(14),
          metadataProps: many(of('StringStringEntryProto', 16)),
        }),
        SparseTensorProto: message({
          values: of('TensorProto', 1),
          indices: of('TensorProto', 2),
          dims: many(int64(3)),
        }),
        Dimension: message({ dimValue: int64(1), dimParam: text(2), denotation: text(3) }),
        TensorShapeProto: message({ dim: many(of('Dimension', 1)) }),
        TensorTypeProto: message({ elemType: int32(1), shape: of('TensorShapeProto', 2) }),
        SequenceTypeProto: message({ elemType: of('TypeProto', 1) }),
        MapTypeProto: message({ keyType: int32(1), valueType: of('TypeProto', 2) }),
        OpaqueTypeProto: message({ domain: text(1), name: text(2) }),
        TypeProto: message({
          tensorType: of('TensorTypeProto', 1),
          sequenceType: of('SequenceTypeProto', 4),
          mapType: of('MapTypeProto', 5),
          denotation: text(6),
          opaqueType: of('OpaqueTypeProto', 7),
          sparseTensorType: of('TensorTypeProto', 8),
          optionalType: of('SequenceTypeProto', 9),
        }),
        ValueInfoProto: message({
          name: text(1),
          type: of('TypeProto', 2),
          docString: text(3),
          metadataProps: many(of('StringStringEntryProto', 4)),
        }),
        StringStringEntryProto: message({ key: text(1), value: text(2) }),
        TensorAnnotation: message({
          tensorName: text(1),
          quantParameterTensorNames: many(of('StringStringEntryProto', 2)),
        }),
        GraphProto: message({
          node: many(of('NodeProto', 1)),
          name: text(2),
          initializer: many(of('TensorProto', 5)),
          docString: text(10),
          input: many(of('ValueInfoProto', 11)),
          output: many(of('ValueInfoProto', 12)),
          valueInfo: many(of('ValueInfoProto', 13)),
          quantizationAnnotation: many(of('TensorAnnotation', 14)),
          sparseInitializer: many(of('SparseTensorProto', 15)),
          metadataProps: many(of('StringStringEntryProto', 16)),
        }),
        OperatorSetIdProto: message({ domain: text(1), version: int64(2) }),
        FunctionProto: message({
          name: text(1),
          input: many(text(4)),
          output: many(text(5)),
          attribute: many(text(6)),
          node: many(of('NodeProto', 7)),
          docString: text(8),
          opsetImport: many(of('OperatorSetIdProto', 9)),
          domain: text(10),
          attributeProto: many(of('AttributeProto', 11)),
          valueInfo: many(of('ValueInfoProto', 12)),
          overload: text(13),
          metadataProps: many(of('StringStringEntryProto', 14)),
        }),
        ModelProto: message({
          irVersion: int64(1),
          producerName: text(2),
          producerVersion: text(3),
          domain: text(4),
          modelVersion: int64(5),
          docString: text(6),
          graph: of('GraphProto', 7),
          opsetImport: many(of('OperatorSetIdProto', 8)),
          metadataProps: many(of('StringStringEntryProto', 14)),
          functions: many(of('FunctionProto', 25)),
        }),
      },
    },
  },
});

/** The top message of an ONNX file. */
export const ModelProto = schema.lookupType('onnx.ModelProto');

/** `TensorProto.DataType` of the element types that Kinora writes. */
export const elementType = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const;

export type ElementType = keyof typeof elementType;

/** `AttributeProto.AttributeType` of the kinds of attributes that Kinora writes. */
export const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;
