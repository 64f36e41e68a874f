import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The folders of src/, lowest first. A folder imports only from folders above it in this list.
 * src/README.md says what each one is for.
 */
const layers = [
  'support',
  'statistics',
  'qmp',
  'host',
  'debian',
  'image',
  'qemu',
  'machine',
  'guest',
  'migration',
  'lab',
  'warm',
  'model',
  'vm',
  'operations',
  'faults',
  'witnesses',
  'scenario',
  'known',
  'runner',
  'compare',
  'handover',
  'explore',
  'bisect',
  'records',
  'report',
  'cli',
];

const importDirections = layers.flatMap((layer, index) =>
  layers.slice(index + 1).map((later) => ({
    target: `./src/${layer}`,
    from: `./src/${later}`,
    message: `src/${layer} comes before src/${later}: see the list in eslint.config.js.`,
  })),
);

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'vmwright-runs/', 'src/qmp/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { typescript: { project: './tsconfig.json' } } },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importDirections }],
    },
  },
  {
    files: ['src/**/*.ts'],
    // A host's own folders are private from the first moment on.
    ignores: ['src/support/make-folder.ts', 'src/host/local/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        ...['node:fs', 'node:fs/promises'].map((name) => ({
          name,
          importNames: ['mkdir', 'mkdirSync'],
          message: 'src/support/make-folder.ts says what cannot be made, and why.',
        })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    // chai's assertions are property reads: expect(x).to.be.true
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        performance: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
