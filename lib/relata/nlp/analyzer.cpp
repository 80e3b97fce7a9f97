#include <relata/nlp/analyzer.hpp>

#include <relata/nlp/event_finder.hpp>
#include <relata/nlp/name_finder.hpp>
#include <relata/nlp/speech.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <iterator>

namespace relata {
namespace {

constexpr std::string_view kNamedClasses[] = {core_class::kPerson, core_class::kOrganization, core_class::kPlace};

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

void append(std::vector<Mention>& to, std::vector<Mention> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

RuleAnalyzer::RuleAnalyzer(const Ontology& ontology, const NameLookup& known) : ontology_(ontology) {
  finders_.push_back(std::make_unique<NameFinder>(ontology, known));
  finders_.push_back(std::make_unique<EventFinder>(ontology, known));
}

void RuleAnalyzer::analyse(Extraction& extraction, Sentences) const {
  const Document& document = extraction.document;
  std::vector<Mention>& mentions = extraction.mentions;
  for (const auto& finder : finders_) append(mentions, finder->find(document));
  std::vector<Mention> times = times_.find(document), amounts = amounts_.find(document);
  drop_values_in_names(times, amounts, mentions, ontology_);
  append(mentions, std::move(times));
  append(mentions, std::move(amounts));
  number(mentions);
  extraction.attributions = find_attributions(document, mentions, ontology_);
}

void drop_values_in_names(std::vector<Mention>& times, std::vector<Mention>& amounts, const std::vector<Mention>& mentions, const Ontology& ontology) {
  std::vector<const Mention*> names;
  for (const Mention& mention : mentions)
    if (mention.kind == MentionKind::kName) names.push_back(&mention);
  std::stable_sort(names.begin(), names.end(), [](const Mention* a, const Mention* b) { return a->span < b->span; });
  const auto is_agent_or_place = [&](const Mention& name) {
    const std::uint32_t cls = ontology.find_class(name.type);
    return cls != kNone && std::any_of(std::begin(kNamedClasses), std::end(kNamedClasses), [&](std::string_view of) {
             const std::uint32_t other = ontology.find_class(of);
             return other != kNone && ontology.is_a(cls, other);
           });
  };
  std::size_t first = 0;  // names before it end before the value: values come in text order
  const auto in_name = [&](const Mention& value) {
    while (first < names.size() && names[first]->span.end <= value.span.begin) ++first;
    for (std::size_t n = first; n < names.size() && names[n]->span.begin < value.span.end; ++n) {
      const Span name = names[n]->span;
      if (!overlap(name, value.span)) continue;
      if (name == value.span ? is_agent_or_place(*names[n]) : !value.span.contains(name)) return true;
    }
    return false;
  };
  std::erase_if(times, in_name);
  first = 0;
  std::size_t time = 0;
  std::erase_if(amounts, [&](const Mention& amount) {
    while (time < times.size() && times[time].span.end <= amount.span.begin) ++time;
    return (time < times.size() && overlap(times[time].span, amount.span)) || in_name(amount);
  });
}

void number(std::vector<Mention>& mentions) {
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  for (std::size_t i = 0; i < mentions.size(); ++i) mentions[i].id = "m" + std::to_string(i + 1);
}

}  // namespace relata
