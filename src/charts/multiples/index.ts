export { multiplesByMetric } from './byMetric'
export { MOST_PANELS, multiplesByOffice } from './byOffice'
