/** The official components, as the package's own entry registers them. */
import "@nosto/web-components"
