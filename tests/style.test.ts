import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'

interface Source {
  path: string
  text: string
}

const SRC = fileURLToPath(new URL('../src', import.meta.url))

const sources = (): Source[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(vue|css)$/u.test(path))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(SRC, path), 'utf8') }))

const stylesOf = ({ path, text }: Source) =>
  path.endsWith('.css') ? [{ content: text, scoped: true }] : parse(text, { filename: path }).descriptor.styles

/** Every class a style sheet names in a selector, also inside `:deep()`, `:not()` and the like. */
function classesIn(css: string): Set<string> {
  const classes = new Set<string>()
  const collect = selectorParser((root) => root.walkClasses((node) => void classes.add(node.value)))
  postcss.parse(css).walkRules((rule) => void collect.processSync(rule.selector))
  return classes
}

/** What keeps a style from having one home, a sentence each; none if all is well. */
function faultsOf(files: readonly Source[]): string[] {
  const faults: string[] = []
  const homes = new Map<string, Set<string>>()
  for (const file of files)
    for (const { content, scoped } of stylesOf(file)) {
      if (!scoped) faults.push(`${file.path} has a <style> that is not scoped`)
      for (const name of classesIn(content)) homes.set(name, (homes.get(name) ?? new Set()).add(file.path))
    }
  for (const [name, paths] of homes)
    if (paths.size > 1) faults.push(`.${name} is styled in ${[...paths].sort().join(' and ')}`)
  return faults
}

describe('the styles', () => {
  it('belong to one component or live in style/, and no class is styled in two files', () => {
    const files = sources()
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['App.vue', 'style/base.css']))
    expect(faultsOf(files)).toEqual([])
  })
})

describe('the check of the styles', () => {
  const vue = (path: string, css: string, attributes = ' scoped'): Source => ({
    path,
    text: `<template><p class="a" /></template>\n<style${attributes}>\n${css}\n</style>\n`,
  })
  const css = (path: string, text: string): Source => ({ path, text })

  it('lets pass what has one home', () => {
    expect(
      faultsOf([
        vue('A.vue', '.a { margin: 0 }\n@media print { .a:hover { margin: 1px } }'),
        vue('B.vue', '.b > .b-part { margin: 0.5em }'),
        css('style/base.css', '/* .a in a comment */ .c { background: url("x.a.png") }'),
        { path: 'C.vue', text: '<template><p class="a b c" /></template>\n' },
      ]),
    ).toEqual([])
  })

  it('names a block that is not scoped, also a second one', () => {
    expect(faultsOf([vue('A.vue', '.a { margin: 0 }', '')])).toEqual(['A.vue has a <style> that is not scoped'])
    const two = vue('B.vue', '.b { margin: 0 }')
    two.text += '<style>\np { margin: 0 }\n</style>\n'
    expect(faultsOf([two])).toEqual(['B.vue has a <style> that is not scoped'])
  })

  it.each([
    ['plainly', '.a { color: red }'],
    ['below a class of its own', '.b .a { color: red }'],
    ['above a class of its own', '.a > .b { color: red }'],
    ['through :deep', '.b :deep(.a) { color: red }'],
    ['through :not', '.b:not(.a) { color: red }'],
    ['together with another', '.b.a:hover { color: red }'],
    ['within a media query', '@media print { .b, .a { color: red } }'],
    ['within a nested rule', '.b { & .a { color: red } }'],
  ])('names both files when a class of one is styled in the other %s', (_, rule) => {
    const fault = ['.a is styled in A.vue and B.vue']
    expect(faultsOf([vue('A.vue', '.a { margin: 0 }'), vue('B.vue', rule)])).toEqual(fault)
    expect(faultsOf([css('style/a.css', '.a { margin: 0 }'), css('style/b.css', rule)])).toEqual([
      '.a is styled in style/a.css and style/b.css',
    ])
  })
})
