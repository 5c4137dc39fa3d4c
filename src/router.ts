import { createRouter, createWebHashHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: (to) => ({ path: '/overview', query: to.query }) },
    { path: '/overview', name: 'overview', component: () => import('./screens/overview/OverviewView.vue') },
    { path: '/trends', name: 'trends', component: () => import('./screens/trends/TrendsView.vue') },
    { path: '/compare', name: 'compare', component: () => import('./screens/compare/CompareView.vue') },
    {
      path: '/applications',
      name: 'applications',
      component: () => import('./screens/applications/ApplicationsView.vue'),
    },
    {
      path: '/report/:org?/:year(\\d{4})?',
      name: 'report',
      component: () => import('./screens/report/ReportView.vue'),
    },
    { path: '/submit', name: 'submit', component: () => import('./screens/submit/SubmitView.vue') },
    { path: '/type', name: 'type', component: () => import('./screens/typing/TypingView.vue') },
    { path: '/quality', name: 'quality', component: () => import('./screens/quality/QualityView.vue') },
    { path: '/slides', name: 'slides', component: () => import('./screens/slides/SlidesView.vue') },
    { path: '/circular', name: 'circular', component: () => import('./screens/circular/CircularView.vue') },
    { path: '/data', name: 'data', component: () => import('./screens/import/DataView.vue') },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./screens/shell/MissingView.vue') },
  ],
  scrollBehavior: (_to, from, saved) => saved ?? (from.name === _to.name ? undefined : { top: 0 }),
})
