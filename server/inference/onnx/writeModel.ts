import {
  dataTypes,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnxModel.ts';
import { bytesField, type Field, floatField, intField, messageField, stringField } from './protobufFields.ts';

/** The bytes of an .onnx file. */
export const writeModel = ({ irVersion, opsets, graph }: OnnxModel): Buffer =>
  Buffer.concat([
    intField(1, irVersion),
    stringField(2, 'maskroom'),
    messageField(7, graphFields(graph)),
    ...Object.entries(opsets).map(([domain, version]) =>
      messageField(8, [stringField(1, domain), intField(2, version)]),
    ),
  ]);

const graphFields = ({ nodes, constants, inputs, outputs }: OnnxGraph): Field[] => [
  ...nodes.map((node) => messageField(1, nodeFields(node))),
  stringField(2, 'graph'),
  ...[...constants].map(([name, tensor]) => messageField(5, [...tensorFields(tensor), stringField(8, name)])),
  ...inputs.map((value) => messageField(11, valueFields(value))),
  ...outputs.map((value) => messageField(12, valueFields(value))),
];

const nodeFields = ({ type, domain, inputs, outputs, attributes }: OnnxNode): Field[] => [
  ...inputs.map((input) => stringField(1, input)),
  ...outputs.map((output) => stringField(2, output)),
  stringField(4, type),
  ...Object.entries(attributes).map(([name, value]) => messageField(5, attributeFields(name, value))),
  ...(domain === '' ? [] : [stringField(7, domain)]),
];

const tensorFields = ({ type, dims, bytes }: OnnxTensor): Field[] => [
  ...dims.map((size) => intField(1, size)),
  intField(2, dataTypes[type]),
  bytesField(9, bytes),
];

function valueFields({ name, type, dims }: OnnxValue): Field[] {
  if (!type) return [stringField(1, name)];
  const axes = dims?.map((size) =>
    messageField(1, [typeof size === 'number' ? intField(1, size) : stringField(2, size)]),
  );
  const tensor = [intField(1, dataTypes[type]), ...(axes ? [messageField(2, axes)] : [])];
  return [stringField(1, name), messageField(2, [messageField(1, tensor)])];
}

function attributeFields(name: string, attribute: OnnxAttribute): Field[] {
  const of = (type: number, ...values: Field[]): Field[] => [
    stringField(1, name),
    ...values,
    intField(20, type),
  ];
  switch (attribute.kind) {
    case 'float':
      return of(1, floatField(2, attribute.value));
    case 'int':
      return of(2, intField(3, attribute.value));
    case 'string':
      return of(3, stringField(4, attribute.value));
    case 'tensor':
      return of(4, messageField(5, tensorFields(attribute.value)));
    case 'graph':
      return of(5, messageField(6, graphFields(attribute.value)));
    case 'floats':
      return of(6, ...attribute.value.map((value) => floatField(7, value)));
    case 'ints':
      return of(7, ...attribute.value.map((value) => intField(8, value)));
    case 'strings':
      return of(8, ...attribute.value.map((value) => stringField(9, value)));
  }
}
