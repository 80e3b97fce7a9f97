#include <relata/nlp/edit_script.hpp>

#include <gtest/gtest.h>

#include <random>

namespace relata {
namespace {

TEST(EditScript, GivesTheLemma) {
  const auto check = [](std::string_view script, std::string_view form, std::string_view lemma) {
    EXPECT_EQ(apply_edit_script(script, form), lemma) << script << " of " << form;
  };
  check("l|0|0||", "House", "house");
  check("k|0|0||", "NATO", "NATO");
  check("t|0|0||", "PARIS", "Paris");
  check("t|0|0||", "ÉTATS", "États");
  check("l|0|3||y", "Studies", "study");
  check("l|0|1||", "Tables", "table");
  check("l|2|0||", "unseen", "seen");
  check("l|1|1|g|o", "went", "geno");
  check("k|0|1||", "Îles", "Île");
  check("l|0|1||ée", "ARMÉÉ", "arméée");
  check("l|4|0||x", "went", "x");
  check("k|0|0||", "", "");
  check("l|0|0|a|", "", "a");
  check("=be", "is", "be");
  check("=be", "", "be");
  check("==", "is", "=");
  check("=|", "/", "|");
  check("k|0|1|||", "a", "|");  // a suffix may be a bar
  // What cannot apply.
  check("l|0|3||y", "As", "as");
  check("k|0|3||y", "As", "As");
  check("t|2|1||y", "AS", "AS");
  check("l|1|1||", "As", "as");  // nothing would be left
  check("l|99999999999999999999999|0||", "As", "as");
  check("l|18446744073709551615|1||", "As", "as");
  check("l|-1|0||", "As", "as");
  check("l|a|0||", "As", "as");
  check("l|0|0", "As", "as");
  check("x|0|0||", "As", "As");
  check("l", "As", "As");
  check("", "As", "As");
  check("=", "As", "As");
}

TEST(EditScript, TakesAnyBytes) {
  std::mt19937 random(9);
  const std::string_view alphabet = "lkt|=0129y\xC3\xA9\xFF ";
  for (int round = 0; round < 50000; ++round) {
    std::string script(random() % 12, ' '), form(random() % 6, ' ');
    for (char& c : script) c = alphabet[random() % alphabet.size()];
    for (char& c : form) c = static_cast<char>(random() % 256);
    if (random() % 2) script = std::string(1, "lkt"[random() % 3]) + "|" + std::to_string(random() % 3) + "|" + std::to_string(random() % 3) + "|" + script;
    apply_edit_script(script, form);
  }
}

}  // namespace
}  // namespace relata
