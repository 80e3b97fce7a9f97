#include <relata/core/utf8.hpp>
#include <relata/core/fold_name.hpp>

namespace relata {
namespace {

// Lower-case base letter of each code point by its canonical decomposition (Unicode 15), with the
// usual transliteration of stroked and turned letters; '.' where it has none.
constexpr std::string_view kLatin =  // U+00C0 to U+024F
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll."
    ".llnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bb....o..dd...aaeff....ikkl....ooo.............uu..yyzz........w"
    ".............aaiioouuuuuuuuuuaaaaa..ggggkkoooo..j...gg.wnnaa..oo"
    "aaaaeeeeiiiioooorrrruuuusstt..hh....zzaaeeooooooooyy..t....ccl.."
    "...bu.eejj..rryy";
constexpr std::string_view kLatinAdditional =  // U+1E00 to U+1EFF
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy.s...daaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

std::string_view base_of(char32_t c) {
  switch (c) {
    case U'Æ': case U'æ': return "ae";
    case U'Œ': case U'œ': return "oe";
    case U'Þ': case U'þ': return "th";
    case U'ß': case U'ẞ': return "ss";
    case U'ə': return "a";
    default: break;
  }
  std::string_view base;
  if (c >= 0xC0 && c < 0xC0 + kLatin.size()) base = kLatin.substr(c - 0xC0, 1);
  if (c >= 0x1E00 && c < 0x1E00 + kLatinAdditional.size()) base = kLatinAdditional.substr(c - 0x1E00, 1);
  return base == "." ? std::string_view() : base;
}

bool vanishes(char32_t c) {
  return c == '.' || c == '\'' || c == U'`' || c == 0xB4 || (c >= 0x2B9 && c <= 0x2CF) ||  // dots, apostrophes
         (c >= 0x300 && c <= 0x36F) ||                                                     // combining marks
         c == 0x2018 || c == 0x2019 || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2032 || c == 0xAD ||
         c == 0xFEFF;
}

}  // namespace

void append_folded(std::string& out, std::string_view text) {
  bool gap = false;  // words so far and a separator behind them
  const auto append = [&](std::string_view letters) {
    if (gap && !out.empty() && out.back() != ' ') out += ' ';
    gap = false;
    out += letters;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {  // by far the most
      ++at;
      if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
        const char c = static_cast<char>(byte);
        append({&c, 1});
      } else if (byte >= 'A' && byte <= 'Z') {
        const char c = static_cast<char>(byte | 0x20);
        append({&c, 1});
      } else if (byte == '&') {
        gap = true;
        append("and");
        gap = true;
      } else if (!vanishes(byte)) {
        gap = true;
      }
      continue;
    }
    const CodePoint c = decode(text, at);
    at += c.size;
    if (!c.valid) {
      gap = true;
    } else if (const std::string_view base = base_of(c.value); !base.empty()) {
      append(base);
    } else if (vanishes(c.value)) {
      continue;
    } else if (is_letter(c.value) || is_digit(c.value)) {
      std::string lower;
      append_utf8(lower, to_lower(c.value));
      append(lower);
    } else {
      gap = true;
    }
  }
}

std::string fold_name(std::string_view text) {
  std::string folded;
  append_folded(folded, text);
  if (folded.size() > 4 && folded.starts_with("the ")) folded.erase(0, 4);
  return folded;
}

}  // namespace relata
