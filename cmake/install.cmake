# Installation, and the package that find_package(relata) finds. tests/consumer uses it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(relata_all INTERFACE)
add_library(relata::relata ALIAS relata_all)
set_target_properties(relata_all PROPERTIES EXPORT_NAME relata)
target_link_libraries(relata_all INTERFACE relata::pipeline relata::rdf relata::dot)

get_property(rooms GLOBAL PROPERTY RELATA_ROOMS)
get_property(knowledge GLOBAL PROPERTY RELATA_KNOWLEDGE_FILE)
install(TARGETS relata)
install(TARGETS relata_all ${rooms} EXPORT relataTargets)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/relata TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp")
install(FILES ${knowledge} DESTINATION ${CMAKE_INSTALL_DATADIR}/relata)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/ontologies/ DESTINATION ${CMAKE_INSTALL_DATADIR}/relata FILES_MATCHING PATTERN "*.ttl")
install(FILES ${PROJECT_SOURCE_DIR}/schemas/extraction-record.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/relata)
install(FILES LICENSE NOTICE README.md TYPE DOC)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/relata)
install(EXPORT relataTargets NAMESPACE relata:: DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/relataConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES cmake/relataConfig.cmake cmake/packages.cmake ${PROJECT_BINARY_DIR}/relataConfigVersion.cmake DESTINATION ${package})
