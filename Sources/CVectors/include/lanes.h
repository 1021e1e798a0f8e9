#ifndef VISITRULES_LANES_H
#define VISITRULES_LANES_H

#include <stddef.h>
#include <stdint.h>

/// `codes[i] = code` for the rows of `mask`; lanes have to be writable up to the next multiple of 64 rows.
void vector_assign_code(const uint64_t *mask, uint32_t code, size_t count, uint32_t *codes);

#endif
