import js from '@eslint/js'
import globals from 'globals'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { parser: ts.parser },
    },
    rules: {
      'no-restricted-properties': ['error', { property: 'innerHTML', message: 'Imported text is never HTML.' }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name=/^(toReversed|toSorted|toSpliced|groupBy|withResolvers|fromAsync)$/]',
          message: 'Newer than the oldest browsers that are served (vite.config.ts, build.target).',
        },
      ],
      'vue/no-v-html': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'vue/multi-word-component-names': 'off',
      'no-undef': 'off',
    },
  },
  // Layout is the formatter's, but for what it leaves as it is: comments, patterns and texts.
  prettier,
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/i18n/**'],
    rules: { 'max-len': ['error', { code: 120 }] },
  },
)
