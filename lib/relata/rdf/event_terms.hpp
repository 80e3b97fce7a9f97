// Terms of the Simple Event Model (van Hage et al. 2011), by which events are written.
#pragma once
#include <relata/rdf/terms.hpp>

#include <string>

namespace relata {

namespace ns {
inline constexpr std::string_view kSem = "http://semanticweb.cs.vu.nl/2009/11/sem/";
}

struct EventTerms {
  static std::string in(std::string_view space, std::string_view name) { return std::string(space) + std::string(name); }
  const std::string event = in(ns::kSem, "Event"), actor = in(ns::kSem, "hasActor"), type = in(ns::kSem, "eventType"),
                    time = in(ns::kSem, "hasTimeStamp"), place = in(ns::kSem, "hasPlace"), doer = in(ns::kRel, "doneBy"),
                    undergoer = in(ns::kRel, "doneTo"), told = in(ns::kRel, "toldBy"), place_words = in(ns::kRel, "placeWords"),
                    caused_by = in(ns::kRel, "causedBy"), follows = in(ns::kRel, "follows");
};

}  // namespace relata
