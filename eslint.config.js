import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

// Note: the layer rule
// A folder of src-main may import from a lower row and from itself, never from its own row's other folders
// and never from a higher row. docs/architecture.md draws the map; this table is its only other copy.
const rows = [
  ['domain'],
  ['media', 'models', 'store', 'logging'],
  ['indexing'],
  [
    'library',
    'people',
    'concepts',
    'voices',
    'search',
    'conversation',
    'ask',
    'subtitles',
    'collections',
    'exports',
    'tracking',
    'film-maker',
    'evaluation',
    'diagnosis',
  ],
  ['api'],
  ['hosts'],
];

const layerZones = rows.flatMap((row, height) =>
  row.map((folder) => ({
    target: `./src-main/${folder}`,
    from: './src-main',
    except: [
      `./${folder}`,
      ...rows
        .slice(0, height)
        .flat()
        .map((lower) => `./${lower}`),
    ],
    message: `src-main/${folder} may import only from lower rows of the layer map (docs/architecture.md).`,
  })),
);

const otherZones = [
  {
    target: './native-models',
    from: './src-main',
    except: ['./domain'],
    message: 'native-models knows only src-main/domain.',
  },
  ...rows
    .flat()
    .filter((folder) => folder !== 'models')
    .map((folder) => ({
      target: `./src-main/${folder}`,
      from: './native-models',
      message: 'Only src-main/models may import native-models.',
    })),
  {
    target: './src-renderer',
    from: './src-main',
    except: ['./api', './domain'],
    message: 'The renderer speaks to the core through src-main/api types only.',
  },
];

export default ts.config(
  { ignores: ['node_modules', 'dist', '.cache'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    plugins: { 'import-x': importX },
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...layerZones, ...otherZones] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src-renderer/**/*.{ts,svelte}', 'src-renderer/**/*.svelte.ts'],
    languageOptions: { globals: { ...globals.browser }, parserOptions: { parser: ts.parser } },
  },
  {
    files: ['src-main/**'],
    ignores: ['src-main/models/sessions/onnx-runtime.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'onnxruntime-node',
          message: 'models/sessions/onnx-runtime.ts loads it, and lets it send nothing.',
        },
      ],
    },
  },
  { files: ['test/bench/**', 'test/evaluate/**', 'test/run-tests.ts'], rules: { 'no-console': 'off' } },
);
