#include <relata/claims/light_verbs.hpp>

#include <relata/core/one_of.hpp>

namespace relata {

bool is_light_verb(std::string_view lemma) {
  return is_one_of(lemma,
                   {"make",     "hold",    "have", "take", "give",  "pay",   "do",      "conduct",   "carry out", "launch", "wage",     "reach", "undergo",
                    "maintain", "keep up", "put",  "get",  "mount", "stage", "perform", "undertake", "engage in", "enter",  "exercise", "issue", "hold up"});
}

bool is_aspectual(std::string_view lemma) {
  return is_one_of(lemma, {"begin",  "start",      "continue", "resume",    "open",    "restart", "renew",    "expand",  "deepen", "extend", "strengthen",
                           "develop", "intensify", "step up",  "pursue",    "carry on", "suspend", "halt",    "end",     "finish", "sign",   "conclude",
                           "break off"});
}

}  // namespace relata
