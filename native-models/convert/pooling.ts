import { channelsFirst, channelsLast, pictureShape, requireChannelsLast } from './channels.ts';
import { importError, type OperatorImporter } from './import-context.ts';
import { windowOf } from './window.ts';

/** ONNX leaves padded cells out of an average and below every maximum, exactly as TensorFlow does. */
function pool(opType: 'MaxPool' | 'AveragePool'): OperatorImporter {
  return (node, context) => {
    requireChannelsLast(node);
    const input = context.input(node, 0);
    const picture = pictureShape(node, input);
    const [batch, height, width, channels] = node.numbers('ksize');
    if (batch !== 1 || channels !== 1 || !height || !width)
      throw importError(node, 'has an unsupported window');
    const window = windowOf(node, [height, width], picture);
    const { batch: pictures, channels: depth } = picture;
    const result = context.emit(
      opType,
      [channelsFirst(context, input)],
      [pictures, depth, ...window.output],
      {
        kernel_shape: window.kernel,
        strides: window.strides,
        pads: window.pads,
      },
    );
    return channelsLast(context, context.nameOf(result), [pictures, ...window.output, depth]);
  };
}

export const poolingImporters: Readonly<Record<string, OperatorImporter>> = {
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool'),
};
