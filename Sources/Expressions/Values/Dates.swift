// Dates are values of the language: whoever imports it has them.
@_exported public import Calendars
