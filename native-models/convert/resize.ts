import { channelsFirst, channelsLast, pictureShape } from './channels.ts';
import { importError, type OperatorImporter } from './import-context.ts';

/** How TensorFlow's flags place the samples, in ONNX's words. */
function coordinates(alignCorners: boolean, halfPixel: boolean): string {
  if (alignCorners) return 'align_corners';
  return halfPixel ? 'half_pixel' : 'asymmetric';
}

const resizeBilinear: OperatorImporter = (node, context) => {
  const input = context.input(node, 0);
  const picture = pictureShape(node, input);
  const [height, width] = context.wholeNumbers(node, 1);
  if (!height || !width) throw importError(node, 'resizes to nothing');
  if (picture.batch === -1) throw importError(node, 'resizes a batch of open size');
  const shape = [picture.batch, picture.channels, height, width];
  const resized = context.emit(
    'Resize',
    [channelsFirst(context, input), '', '', context.indices(shape)],
    shape,
    {
      mode: 'linear',
      coordinate_transformation_mode: coordinates(
        node.flag('align_corners'),
        node.flag('half_pixel_centers'),
      ),
    },
  );
  return channelsLast(context, context.nameOf(resized), [picture.batch, height, width, picture.channels]);
};

export const resizeImporters: Readonly<Record<string, OperatorImporter>> = { ResizeBilinear: resizeBilinear };
