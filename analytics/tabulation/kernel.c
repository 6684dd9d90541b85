/* The loops of histograms.py, compiled where there is a C compiler. Counters are never shared, sizes are checked by the caller. */
#include <stddef.h>
#include <stdint.h>

typedef uint32_t four __attribute__((vector_size(16)));

#define COUNT_CODES(name, type)                                                                   \
    void name(const uint32_t *places, const type *codes, size_t rows, uint32_t width, uint32_t *out) \
    {                                                                                             \
        for (size_t i = 0; i < rows; i++)                                                         \
            out[(size_t)places[i] * width + codes[i]]++;                                          \
    }

COUNT_CODES(count_codes_8, uint8_t)
COUNT_CODES(count_codes_16, uint16_t)

static const four ONES[16] = {
    {0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0}, {1, 1, 0, 0}, {0, 0, 1, 0}, {1, 0, 1, 0}, {0, 1, 1, 0}, {1, 1, 1, 0},
    {0, 0, 0, 1}, {1, 0, 0, 1}, {0, 1, 0, 1}, {1, 1, 0, 1}, {0, 0, 1, 1}, {1, 0, 1, 1}, {0, 1, 1, 1}, {1, 1, 1, 1},
};

/* `fours` counters of four bits each; bits above them are not looked at. `out` is aligned to 16 bytes. */
#define COUNT_BITS(name, type)                                                                    \
    void name(const uint32_t *places, const type *masks, size_t rows, uint32_t fours, four *out)  \
    {                                                                                             \
        for (size_t i = 0; i < rows; i++) {                                                       \
            four *counters = out + (size_t)places[i] * fours;                                     \
            uint64_t mask = masks[i];                                                             \
            for (uint32_t k = 0; k < fours; k++, mask >>= 4)                                      \
                counters[k] += ONES[mask & 15];                                                   \
        }                                                                                         \
    }

COUNT_BITS(count_bits_32, uint32_t)
COUNT_BITS(count_bits_64, uint64_t)
